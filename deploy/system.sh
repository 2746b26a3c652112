#!/usr/bin/env bash
# What the machine itself must offer. As root on Debian or Ubuntu it is installed; otherwise a sentence says what to do.
#   deploy/system.sh python     CPython >= 3.11 that can make virtual environments; prints its path
#   deploy/system.sh chromium   a browser for the browser tests
#   deploy/system.sh redis      a Redis for the tests of counting across processes
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

apt() {
    local why=$1
    shift
    if ! command -v apt-get >/dev/null 2>&1; then
        say "$why is missing. Please install it (Debian packages: $*) and try again."
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "$why is missing. Please run:  sudo apt-get install $*"
        exit 1
    fi
    say "Installing $why ($*) …"
    export DEBIAN_FRONTEND=noninteractive
    local lock=(-o DPkg::Lock::Timeout=300)
    # Package lists may be fresh already; fetch them only when the first try fails.
    apt-get "${lock[@]}" install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
    apt-get "${lock[@]}" update -qq >&2
    apt-get "${lock[@]}" install -y -qq --no-install-recommends "$@" >/dev/null
}

good_python() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
        if good_python "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

python() {
    local found
    if ! found=$(find_python); then
        apt "Python" python3 python3-venv
        found=$(find_python) || { say "The portal needs Python 3.11 or newer."; exit 1; }
    fi
    "$found" -c 'import ensurepip, venv' 2>/dev/null || apt "The venv module of Python" python3-venv
    printf '%s\n' "$found"
}

chromium() {
    local name
    type -P chromium-headless-shell >/dev/null && return
    # The tests are quicker with the shell; any Chromium will do where it cannot be had.
    (apt "Chromium, for the browser tests" chromium-headless-shell) && return
    for name in chromium chromium-browser google-chrome; do
        if type -P "$name" >/dev/null; then  # -P: this function has the same name
            return
        fi
    done
    apt "Chromium, for the browser tests" chromium
}

redis() {
    command -v redis-server >/dev/null || apt "Redis, for the tests of counting across processes" redis-server
}

case "${1:-}" in
    python | chromium | redis) "$1" ;;
    *)
        say "usage: $0 python|chromium|redis"
        exit 2
        ;;
esac
