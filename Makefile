# Two commands do all the set-up: `make run` (the daemon) and `make test` (what CI runs).
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
# half of a test's time it waits: for the disk, a server, a process that it started. Files of many tests
# are not begun first: whole crawls, which are few and long, would be left for the end
WORKERS ?= $(shell expr 2 \* $$(getconf _NPROCESSORS_ONLN))

# tests start some thousand processes: each would compile our source anew where this is set
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run environments test quick fix demo wordpress lock bench bench-relevance bench-reading bench-instructions bench-copies bench-frontier bench-migration bench-keeping bench-million bench-readers bench-crawl bench-exports estimates permalinks judges pictures clean

run: $(VENV)/.ready
	$(BIN)/warraq run --web

demo: $(VENV)/.ready-dev
	$(BIN)/python -m tests.newsroom.demo

environments: $(VENV)/.ready-dev $(VENV)-judges/.ready

test: environments
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cog -I . --check --check-fail-msg='Run `make fix`: it writes these tables anew.' README.md docs/archive.md docs/datasets.md docs/outlets.md docs/rooms.md
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# a real WordPress on loopback, of Debian's packages (it names those that are missing); some 20 minutes.
# ARGS="--posts 60 --round block" for less; not in CI
wordpress: $(VENV)/.ready-dev
	$(BIN)/python -m tests.real_wordpress $(ARGS)

# every outlet that is new or unlike git's HEAD is held against the rules, too
quick: $(VENV)/.ready-dev
	$(BIN)/pytest -q -x -m "not slow"

fix: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -I . -r README.md docs/archive.md docs/datasets.md docs/outlets.md docs/rooms.md

# WARRAQ_TEXTS=DIR adds a folder of JSONL files with title and text to our own texts
bench-copies: $(VENV)/.ready-dev
	$(BIN)/python -m bench.copies --size 100000 $(ARGS)

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench.pages

# the reader beside its peers, in an environment of their own; PAGES=DIR adds real pages with gold
bench-reading: $(VENV)-bench/.ready
	$(VENV)-bench/bin/python -m bench.reading $(if $(PAGES),--pages $(PAGES)) $(BENCH)

# what reading costs in instructions, beside trafilatura; needs Debian's package valgrind
bench-instructions: $(VENV)-bench/.ready
	$(VENV)-bench/bin/python -m bench.instructions $(if $(PAGES),--pages $(PAGES))

# TEXTS=DIR holds the two collections of articles that the needs were judged on
bench-relevance: $(VENV)/.ready-dev
	$(BIN)/python -m bench.relevance --texts $(TEXTS) $(ARGS)

# ARCHIVE=DIR is an archive with some hundred thousand articles
bench-exports: $(VENV)/.ready-dev
	$(BIN)/python -m bench.exports --archive $(ARCHIVE) $(ARGS)

bench-frontier: $(VENV)/.ready-dev
	$(BIN)/python -m bench.frontier

# a million rows need some 10 GB of the temporary disk: ARGS="--rows 100000 --folder /mnt/disk"
bench-migration: $(VENV)/.ready-dev
	$(BIN)/python -m bench.migration $(ARGS)

# FORMER=DIR is a checkout of a former commit, with its own .venv, to be measured beside this one
bench-keeping: $(VENV)/.ready-dev
	$(BIN)/python -m bench.keeping $(if $(FORMER),--former $(FORMER)) $(ARGS)

# TEXTS=DIR: a sample of articles whose sentences are recombined; the archive is made once, in FOLDER
# (some 5 GB for a million), and reused. ARGS="--size 100000" for less
FOLDER ?= /var/tmp/warraq-million
bench-million: $(VENV)/.ready-dev
	$(BIN)/python -m bench.million --folder $(FOLDER) $(if $(TEXTS),--texts $(TEXTS)) $(ARGS)

bench-readers: $(VENV)/.ready-dev
	$(BIN)/python -m bench.readers --folder $(FOLDER) $(if $(TEXTS),--texts $(TEXTS)) $(ARGS)

# BESIDE=DIR is another checkout, with its own .venv, to be measured in the same turns
bench-crawl: $(VENV)/.ready-dev
	$(BIN)/python -m bench.crawl $(if $(BESIDE),--beside $(BESIDE)) $(ARGS)

# coverage and labels of the estimates of docs/completeness.md; ARGS="--months 100" for less
estimates: $(VENV)/.ready-dev
	$(BIN)/python -m bench.estimates $(ARGS)

# a site of 5,000 posts that changed its permalinks twice, probed, crawled, broken and mended
permalinks: $(VENV)/.ready-dev
	WARRAQ_POSTS=5000 $(BIN)/pytest -n 0 -o timeout=0 tests/command/test_changed_permalinks.py $(ARGS)

judges: $(VENV)-judges/.ready

# the pictures of the docs, of the page and a report on some weeks of the sample newsroom; with /usr/bin/chromium
pictures: $(VENV)/.ready-dev
	$(BIN)/python -m tests.newsroom.pictures

lock: $(VENV)/.ready-dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --extra web pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --extra web --extra dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --extra bench pyproject.toml -o requirements-bench.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --override tests/judges/overrides.txt tests/judges/requirements.txt -o tests/judges/requirements.lock

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

# uv, because pip stumbles over the extras that the peers ask of lxml
$(VENV)-bench/.ready: requirements-bench.lock | $(VENV)/.ready-dev
	$(BIN)/uv venv -q --allow-existing --python $(BIN)/python $(VENV)-bench
	$(BIN)/uv pip install -q --python $(VENV)-bench/bin/python --require-hashes -r requirements-bench.lock
	$(BIN)/uv pip install -q --python $(VENV)-bench/bin/python --no-deps -e .
	touch $@

# programs that judge our files in the tests; some are GPL or AGPL, so they are run, never imported.
# It has a pip of its own, for the other environment's is replaced while both are made side by side.
# Nothing but the locks is installed: the first overrides what one of them asks of another, of the
# second only a schema is used
$(VENV)-judges/.ready: tests/judges/requirements.lock tests/judges/schemas.txt | $(VENV)/bin/python
	$(BIN)/python -m venv $(VENV)-judges
	$(VENV)-judges/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r tests/judges/requirements.lock
	$(VENV)-judges/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r tests/judges/schemas.txt
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-bench $(VENV)-judges build dist *.egg-info demo-archive .mypy_cache .ruff_cache .pytest_cache .hypothesis
