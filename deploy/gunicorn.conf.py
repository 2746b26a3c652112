"""How gunicorn serves the portal. The portal writes its own log lines, without addresses."""

import os
from typing import Any

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
#: Loaded once and shared by the workers, which saves memory and start-up time.
preload_app = True
keepalive = 15
#: A worker that does not answer for this long is replaced.
timeout = 60
graceful_timeout = 30
#: No socket for remote control: nothing here uses it, and its place in the home folder would be shared by all portals.
control_socket_disable = True
accesslog = None
loglevel = "warning"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - a beat in memory, not on disk


def post_fork(_server: Any, _worker: Any) -> None:
    """A connection belongs to one process: forget those opened while loading, without closing them for the others."""
    from portal.kernel.db import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)
