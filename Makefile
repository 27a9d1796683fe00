# make demo   everything from nothing: environment, database, people, documents, conflicts
# make run    the same data served on http://127.0.0.1:8000/, with a worker beside it; Ctrl-C ends both
# make test   the whole test suite;  make check   format, lint, types, import law, migrations, tests
# make test-debian  what leans on the database, against Debian's PostgreSQL (apt-get install postgresql) instead of the embedded one
# make messages  the catalogues of the interface's languages brought up to date
# make audit  the packages listed in var/sbom.json (CycloneDX), and whether any has a known weakness, where that can be asked
# make bench  speed and quality tables;  make soak  the long runs at full counts

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo run test test-debian check lint audit bench messages soak clean

demo: .venv/installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) make_demo

run: .venv/installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) serve

test: .venv/browser
	$(BIN)/python -m pytest -n 2

test-debian: .venv/installed-dev
	tests/debian_postgresql.sh $(BIN)/python -m pytest -n 2 tests/test_roles.py tests/test_histories.py tests/test_journey.py \
		tests/config/test_database.py tests/config/test_probes.py tests/config/test_metrics.py tests/config/test_deployment.py \
		tests/claims/test_constraints.py tests/claims/test_ledger.py tests/claims/test_tampering.py tests/claims/test_conflicts.py \
		tests/claims/test_redetection.py tests/claims/test_filing.py tests/claims/test_review.py tests/claims/test_concurrency.py \
		tests/claims/test_captures.py tests/claims/test_serve.py tests/claims/export/test_since.py \
		tests/claims/export/test_since_concurrency.py tests/claims/admin/test_queue.py tests/claims/api/test_writes.py \
		tests/crash/test_import.py
	ONE_ROLE=1 tests/debian_postgresql.sh $(BIN)/python -m pytest -n0 tests/test_roles.py tests/claims/test_ledger.py

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
	$(BIN)/python -m benchmarks.workers
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.api
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.export
	$(BIN)/python -m benchmarks.load

audit: .venv/installed-dev
	$(BIN)/python -m tests.audit

messages: .venv/installed-dev
	$(BIN)/python -m tests.catalog

soak: .venv/browser
	SOAK_ROUNDS=50 $(BIN)/python -m pytest tests/crash tests/claims/test_concurrency.py tests/claims/export/test_since_concurrency.py \
		tests/claims/api/test_versions.py tests/claims/api/test_schemathesis.py tests/browser/test_stored_scripts.py \
		tests/security/test_mass_assignment_pages.py tests/security/test_mass_assignment_account.py

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
