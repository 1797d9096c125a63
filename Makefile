# Two commands do all the set-up: `make run` (the daemon) and `make test` (what CI runs).
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: run test quick fix demo lock bench bench-frontier clean

run: $(VENV)/.ready
	$(BIN)/warraq run

demo: $(VENV)/.ready-dev
	$(BIN)/python -m tests.newsroom.demo

test: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cog --check README.md docs/outlets.md
	$(BIN)/pytest

quick: $(VENV)/.ready-dev
	$(BIN)/pytest -q -x -m "not slow"

fix: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -r README.md docs/outlets.md

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench.pages

bench-frontier: $(VENV)/.ready-dev
	$(BIN)/python -m bench.frontier

lock: $(VENV)/.ready-dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Warraq needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info demo-archive .mypy_cache .ruff_cache .pytest_cache .hypothesis
