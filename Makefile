# make demo   everything from nothing: environment, database, people, documents, conflicts
# make run    the same data served on http://127.0.0.1:8000/, with a worker beside it; Ctrl-C ends both
# make test   the whole test suite;  make check   format, lint, types, import law, migrations, tests
# make messages  the catalogues of the interface's languages brought up to date
# make bench  speed and quality tables;  make soak  the long runs at full counts

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo run test check lint bench messages soak clean

demo: .venv/installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) make_demo

run: .venv/installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) serve

test: .venv/browser
	$(BIN)/python -m pytest -n 2

check: lint test

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy config sources claims tests benchmarks manage.py
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.filing
	$(BIN)/python -m benchmarks.anchoring
	$(BIN)/python -m benchmarks.incremental
	$(BIN)/python -m benchmarks.reader
	$(BIN)/python -m benchmarks.detection
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.history
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.api

messages: .venv/installed-dev
	$(BIN)/python -m tests.catalog

soak: .venv/browser
	SOAK_ROUNDS=50 $(BIN)/python -m pytest tests/crash tests/claims/test_concurrency.py tests/claims/export/test_since_concurrency.py \
		tests/claims/api/test_versions.py tests/claims/api/test_schemathesis.py

clean:
	rm -rf .venv var

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made requirements.txt
	@echo "Installing packages (the first time only) ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "Installing what tests and checks need (the first time only) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/browser: .venv/installed-dev
	@sh tests/install_browser.sh $(BIN)
	@touch $@
