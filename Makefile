# The portal in one command each. Everything lands in .venv, node_modules, portal/static/vendor and var.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2
TEST_OPTIONS ?=

.PHONY: help
help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: run
run: install catalogues ## install, create the database, load the example county, serve on http://127.0.0.1:$(PORT)
	@PORT=$(PORT) deploy/run.sh

.PHONY: install
install: ## what running needs, into .venv
	@deploy/install.sh base

.PHONY: install-dev
install-dev: ## what developing and testing needs, into .venv
	@deploy/install.sh dev

.PHONY: catalogues
catalogues: $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

.PHONY: messages
messages: install-dev ## collect texts from code and templates into translations/
	@deploy/messages.sh

.PHONY: test
test: install-dev catalogues ## the whole suite, browser tests included
	@deploy/system.sh chromium
	@deploy/system.sh redis
	@$(BIN)/pytest -n $(WORKERS) --dist loadscope $(TEST_OPTIONS)

.PHONY: fences
fences: install-dev catalogues ## the rules of the house: architecture tests alone
	@$(BIN)/pytest tests/architecture

.PHONY: lint
lint: install-dev ## ruff, templates, import contracts, security
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint portal/templates
	@$(BIN)/lint-imports
	@$(BIN)/bandit -q -c pyproject.toml -r portal deploy

.PHONY: types
types: install-dev ## mypy, strict
	@$(BIN)/mypy

.PHONY: format
format: install-dev ## let ruff format the code
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

.PHONY: audit
audit: install-dev ## look up known weaknesses of the locked packages
	@$(BIN)/pip-audit --disable-pip -r requirements/production.txt

.PHONY: bench
bench: install-dev catalogues ## the benchmarks, one JSON line per figure
	@$(BIN)/python -m bench

.PHONY: screenshots
screenshots: install-dev catalogues ## pictures of the portal for the README, taken by a script
	@deploy/system.sh chromium
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: lock
lock: install-dev ## write requirements/*.txt and package-lock.json anew
	@deploy/lock.sh

.PHONY: clean
clean: ## remove what was installed; var/ with its data stays
	@rm -rf .venv node_modules portal/static/vendor .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find translations -name '*.mo' -delete
