# make run   starts the dashboard          make test   runs every check
# make bench prints the speed table        make codebook, make catalogue   rebuild generated files
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: run test bench format codebook catalogue clean

run: .venv/installed
	@echo "Starting the dashboard on http://127.0.0.1:$(PORT) (stop it with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: .venv/installed
	@bash .ci/browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m incidents check
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: .venv/installed
	@bash .ci/browser
	$(BIN)/python -m tests.benchmarks

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

codebook: .venv/installed
	$(BIN)/python -m incidents codebook

# Reads the sentences of the code into the Arabic catalogue; new ones wait there for their translation.
catalogue: .venv/installed
	@mkdir -p build
	PYTHONPATH=. $(BIN)/pybabel -q extract -F babel.cfg -k N_ -k say -k plural:1,2 --no-location --sort-output --omit-header -o build/messages.pot incidents app.py
	$(BIN)/pybabel -q update -i build/messages.pot -d incidents/locale -l ar --no-wrap --ignore-obsolete --no-fuzzy-matching

.venv/installed: requirements.lock .ci/environment
	@PYTHON="$(PYTHON)" bash .ci/environment

clean:
	rm -rf .venv build
