# make run   starts the dashboard          make test   runs the checks and, in minutes, the tests
# make desk  starts it with the curator's desk, on this computer alone
# make quick runs what takes a minute      make bench  prints the speed table
# make thorough  runs every case of every test, which takes a quarter of an hour
# make format, codebook, catalogue, costs, lock   rebuild what is generated; make clean removes what was installed
PYTHON ?= python3
PORT ?= 8501
# More than the two cores for which this is made: who tries the page in a browser waits for it half of the time.
WORKERS ?= 3
BIN := .venv/bin
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
# The tests start Python again and again: what it has compiled once it finds beside its source.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: run desk test thorough quick costs checks typed linted bench format codebook catalogue lock clean

run: .venv/installed
	@echo "Starting the dashboard on http://127.0.0.1:$(PORT) (stop it with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

# What a curator works at: drafts, their review, and how they enter the record. Never there where others are served.
desk: .venv/installed-desk
	@echo "Starting the desk on http://127.0.0.1:$(PORT)/?desk=drafts (stop it with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port $(PORT) -- --desk

# How far a run goes: tests/reach.py.
test thorough: .venv/installed-dev
	@bash .ci/browser
	@bash .ci/postgres
	@bash .ci/packages
	@$(MAKE) --no-print-directory checks
	$(if $(filter test,$@),INCIDENTS_TESTS=usual )$(BIN)/pytest -n $(WORKERS) --dist worksteal

# Without what starts a browser, a server or a database, or writes the page into a file.
quick: checks
	INCIDENTS_TESTS=quick $(BIN)/pytest -n 2 --dist worksteal --ignore=tests/browser \
	  --ignore-glob='*/databases' --ignore-glob='*/publishing' --ignore-glob='*/serving'

# What each test takes, by which the shorter runs are measured out.
costs: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -p tests.costs

# The types of Python take as long as all else. By one process: several give up on a machine that is slow to start them.
checks: .venv/installed-dev
	@$(MAKE) --no-print-directory --output-sync --jobs 2 typed linted

typed:
	$(BIN)/mypy

linted:
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --check .
	$(BIN)/oxlint --quiet incidents
	$(BIN)/oxfmt --check
	@bash .ci/types
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m incidents check

bench: .venv/installed-dev
	@bash .ci/browser
	$(BIN)/python -m tests.benchmarks

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/oxfmt

codebook: .venv/installed
	$(BIN)/python -m incidents codebook

# Reads the sentences of the code into the Arabic catalogue; new ones wait there for their translation.
catalogue: .venv/installed
	@mkdir -p build
	PYTHONPATH=. $(BIN)/pybabel -q extract -F pyproject.toml -k N_ -k say -k plural:1,2 --no-location --sort-output --omit-header -o build/messages.pot incidents app.py
	$(BIN)/pybabel -q update -i build/messages.pot -d incidents/locale -l ar --no-wrap --ignore-obsolete --no-fuzzy-matching

# Keeps what is locked where pyproject.toml still allows it. The newest of all: make lock UPGRADE=--upgrade
lock: .venv/installed
	@bash .ci/lock $(UPGRADE)

.venv/installed: requirements.lock .ci/environment .ci/pip.lock
	@PYTHON="$(PYTHON)" bash .ci/environment requirements.lock
	@touch $@

.venv/installed-desk: .venv/installed requirements-desk.lock
	@PYTHON="$(PYTHON)" bash .ci/environment requirements.lock requirements-desk.lock
	@touch $@

.venv/installed-dev: .venv/installed requirements-database.lock requirements-desk.lock requirements-dev.lock
	@PYTHON="$(PYTHON)" bash .ci/environment requirements.lock requirements-database.lock requirements-desk.lock requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv build
