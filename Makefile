# Everything that one types here. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python --require-hashes
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
CATALOGUES := $(wildcard eventhub/translations/*/LC_MESSAGES/messages.po)
LINT := eventhub tests bench scripts migrations/env.py wsgi.py

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser check bench lock messages clean

help: ## List these targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

demo: $(VENV)/run.stamp ## Set up, load the demo data and serve it on http://127.0.0.1:8000
	@$(BIN)/eventhub init
	@$(BIN)/eventhub demo
	@$(BIN)/eventhub run

test: $(VENV)/development.stamp ## Run the tests, on SQLite and PostgreSQL
	@$(BIN)/pytest -n 2 --dist loadfile -m "not browser"

test-browser: $(VENV)/development.stamp ## Run the tests that need Debian's chromium
	@sh scripts/chromium.sh
	@$(BIN)/pytest -m browser

check: $(VENV)/development.stamp ## Lint, types, templates, floors of imports, migrations
	@$(BIN)/ruff check $(LINT)
	@$(BIN)/ruff format --check --quiet $(LINT)
	@$(BIN)/pyright
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q tests/everywhere

bench: $(VENV)/development.stamp ## Measure requests as a ratio to a bare Flask application
	@$(BIN)/python -m bench

lock: $(UV) ## Choose versions anew, with hashes
	@$(LOCK) requirements/uv.in -o requirements/uv.txt
	@$(LOCK) requirements/runtime.in -o requirements/runtime.txt
	@$(LOCK) -c requirements/runtime.txt requirements/tools.in -o requirements/tools.txt
	@$(LOCK) -c requirements/runtime.txt -c requirements/tools.txt requirements/development.in -o requirements/development.txt

messages: $(VENV)/development.stamp ## Gather the texts to translate into eventhub/translations/*.po
	@sh scripts/messages.sh

clean: ## Remove what set-up made; the instance folder with its data stays
	@rm -rf $(VENV) static/vendor node_modules .pytest_cache .ruff_cache .import_linter_cache

$(UV): requirements/uv.txt
	@sh scripts/python.sh $(PYTHON) $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt \
		|| { echo "Installing failed: this machine must reach PyPI. Check the network and type the same again."; exit 1; }
	@touch $(UV)

$(VENV)/runtime.stamp: $(UV) requirements/runtime.txt requirements/tools.txt pyproject.toml
	@$(INSTALL) -r requirements/runtime.txt -r requirements/tools.txt \
		|| { echo "Installing failed: this machine must reach PyPI. Check the network and type the same again."; exit 1; }
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/run.stamp: $(VENV)/runtime.stamp $(CATALOGUES) package-lock.json package.json
	@$(BIN)/python scripts/vendor.py
	@$(BIN)/pybabel --quiet compile --directory eventhub/translations
	@touch $@

$(VENV)/development.stamp: $(VENV)/run.stamp requirements/development.txt
	@$(INSTALL) -r requirements/development.txt \
		|| { echo "Installing failed: this machine must reach PyPI. Check the network and type the same again."; exit 1; }
	@touch $@
