#!/usr/bin/env bash
# Lock every package with its hashes, for all systems at once and without the address it came from.
#   deploy/lock.sh            keep locked versions where the ranges of pyproject.toml allow
#   deploy/lock.sh --upgrade  take the newest allowed ones
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || printf .venv/bin/uv)
lock() {
    "$uv" pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" "$@"
}

lock "$@" pyproject.toml -o requirements/base.txt
lock "$@" pyproject.toml --all-extras -c requirements/base.txt -o requirements/production.txt
lock "$@" --group build -o requirements/build.txt
lock "$@" --group bootstrap -o requirements/bootstrap.txt
lock "$@" pyproject.toml --all-extras --group build --group dev -c requirements/production.txt -o requirements/dev.txt
.venv/bin/python -c 'import sys; sys.path.insert(0, "."); from deploy.install_assets import npm; npm("install", "--package-lock-only")'
