#!/usr/bin/env bash
# Make .venv and bring it to what requirements/$1.txt locks (base, production or dev), then fetch the front-end files.
# A stamp remembers what was installed, so that a second run takes no time.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=${1:-base}
bin=.venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK=1

state() { cat "requirements/$1.txt" requirements/{build,data}.txt pyproject.toml | cksum; }
current() { [ "$(cat ".venv/.installed-$1" 2>/dev/null)" = "$(state "$1")" ]; }

make_venv() {
    local python
    python=$(deploy/system.sh python)
    "$python" -m venv .venv
}

# uv is many times faster; where it cannot reach the packages (pip may be configured, uv not), pip does the same.
find_uv() {
    command -v uv 2>/dev/null && return
    [ -x $bin/uv ] || $bin/python -m pip install -q --require-hashes -r requirements/bootstrap.txt >&2 || return 1
    printf '%s\n' $bin/uv
}

install() {
    if [ -n "$uv" ] && "$uv" pip install -q --python $bin/python "$@"; then
        return
    fi
    $bin/python -m pip install -q "$@"
}

[ -x $bin/python ] && $bin/python -c '' 2>/dev/null || make_venv

# dev holds everything base and production hold, in the same versions.
if ! current "$wanted" && ! current dev; then
    printf 'Installing the packages of requirements/%s.txt into .venv …\n' "$wanted"
    rm -f .venv/.installed-*
    uv=$(find_uv) || uv=""
    install --require-hashes -r "requirements/$wanted.txt" -r requirements/build.txt
    install --no-deps --no-build-isolation -e .
    [ "$wanted" != dev ] || install --no-deps --require-hashes -r requirements/data.txt
    # Compiled once here: where Python may not write beside its modules, every start would compile a thousand of them again.
    $bin/python -m compileall -q -j 0 .venv/lib || true
    state "$wanted" >".venv/.installed-$wanted"
fi
$bin/python -m compileall -q portal

$bin/python deploy/install_assets.py
