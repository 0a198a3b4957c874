# make        sets up .venv, ingests seeds/, builds site/
# make test   everything that CI checks
# make serve  the site at http://127.0.0.1:8000/, built again on every change

PYTHON ?= python3
RUN := .venv/bin/python

.DEFAULT_GOAL := site
.PHONY: site test soak lint serve golden bench bench-builds bench-ingest bench-pages clean tools

site: .venv/.ready
	@$(RUN) build.py

serve: .venv/.ready
	@$(RUN) build.py serve

test: .venv/.ready-for-tests tools lint
	@$(RUN) -m pytest -n 2 --dist loadfile

# The property tests, so often, with other examples each time; and the campaigns of tests/security/ and tests/faults/,
# each as a whole. One of them takes ten minutes, so a test that hangs is ended later than in `make test`.
ROUNDS ?= 5
soak: .venv/.ready-for-soak tools
	@for round in $$(seq $(ROUNDS)); do $(RUN) -m pytest --hypothesis-profile=soak tests/property || exit; done
	@KLIPING_SOAK=1 $(RUN) -m pytest --hypothesis-profile=soak -o faulthandler_timeout=3600 tests/security tests/faults

lint: .venv/.ready-for-tests
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo 2>/dev/null || .venv/bin/lint-imports

# The golden sites as they come out now: shows the difference, then accepts it.
golden: .venv/.ready-for-tests
	@$(RUN) -m tests.golden.accept

# Builds beside Hugo and Pelican, and ingest. Other numbers: make bench-builds ARTICLES=100000
ARTICLES ?= 1000 10000
bench: bench-builds bench-ingest bench-pages

bench-builds: .venv/.ready .venv-bench/.ready
	@$(RUN) -m benchmarks.build --articles $(ARTICLES)

bench-ingest: .venv/.ready
	@$(RUN) benchmarks/ingest.py

bench-pages: .venv/.ready-for-tests tools
	@$(RUN) -m benchmarks.pages

clean:
	@if [ -x $(RUN) ]; then $(RUN) build.py clean; fi
	rm -rf .venv .venv-bench

# What the tests need from the system: Chromium, xmllint, Java, strace and npm; and from npm the judges of pages and readers of feeds.
tools:
	@sh tests/tools.sh
	@$(MAKE) --no-print-directory $(JUDGES)

JUDGES := tests/standards/node_modules/.ready
$(JUDGES): tests/standards/package-lock.json
	@echo "Setting up the judges of pages and readers of feeds"
	@cd tests/standards && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kliping needs Python 3.11 or newer: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/python requirements.lock
	@echo "Setting up .venv"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

.venv/.ready-for-tests: .venv/.ready requirements-test.lock
	@echo "Setting up what the tests need"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-test.lock
	@touch $@

.venv/.ready-for-soak: .venv/.ready-for-tests requirements-soak.lock
	@echo "Setting up a fuzzer"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-soak.lock
	@touch $@

.venv-bench/.ready: requirements-bench.lock
	@echo "Setting up the generators to compare with"
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@
