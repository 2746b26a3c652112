#!/usr/bin/env bash
# The portal with the example county on this machine: database up to date, example loaded once, then served.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-8000}
export PORTAL_BASE_URL=${PORTAL_BASE_URL:-http://127.0.0.1:$port}

.venv/bin/portal db upgrade
.venv/bin/portal demo load
printf '\n  Das Portal läuft unter %s (beenden mit Strg+C)\n\n' "http://127.0.0.1:$port"
exec deploy/serve.sh "127.0.0.1:$port"
