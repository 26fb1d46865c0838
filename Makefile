# The two commands of a newcomer are `make run` and `make test`; the README says more.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export DJANGO_SETTINGS_MODULE ?= portal.settings.dev
export PORT

.PHONY: run test check fix bench lock setup

setup: .venv/ready

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
		|| { echo "This needs Python 3.11 to 3.14; set PYTHON=python3.12 or another."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv is missing: on Debian, apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@echo "Installing what requirements.lock lists …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

run: setup
	@$(BIN)/python deploy/run.py

test: setup
	@$(BIN)/python -m tests.run

check: setup
	@$(BIN)/python -m tests.check

fix: setup
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: setup
	@$(BIN)/python -m tests.bench

lock: setup
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header \
		--no-emit-index-url --group dev --quiet pyproject.toml -o requirements.lock
