#!/usr/bin/env bash
# The web server of the portal: deploy/serve.sh HOST:PORT
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/gunicorn --config deploy/gunicorn.conf.py --bind "${1:-127.0.0.1:8000}" wsgi:app
