"""The application for every WSGI server and for `flask --app wsgi`."""

import gc

from portal.app import create_app

app = create_app()

# What is loaded by now stays: the collector need not walk through it again and again, and forked workers go on sharing it.
# Looking for cycles every 20,000 objects instead of every 700 saves a fifth of the work of storing an Anliegen.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
