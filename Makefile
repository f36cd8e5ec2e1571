# Everything that one types here. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
LOCK := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
CATALOGUES := $(wildcard eventhub/translations/*/LC_MESSAGES/messages.po)
CODE := eventhub tests bench scripts typings migrations/env.py wsgi.py
OF_THE_SOURCE := $(patsubst %,tests/everywhere/test_%.py,floors templates catalogues routes locks migrations)

# Where this is set, each of the many processes that tests start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

# Install what a lock names ($(1): -r FILE …), or say what to do.
define install
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes $(1) \
		2>$(VENV)/install.log || { $(sorry); }
endef
sorry = echo "Packages could not be installed: see $(VENV)/install.log, check the network, type the same again."; exit 1

.DEFAULT_GOAL := help
.PHONY: help demo install test test-browser check bench bench-growth attack rehearsal soak lock sbom messages clean

help: ## List these targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

demo: $(VENV)/run.stamp ## Set up, load the demo data and serve it on http://127.0.0.1:8000
	@$(BIN)/eventhub init
	@$(BIN)/eventhub demo
	@$(BIN)/eventhub run

install: $(VENV)/run.stamp ## Set up what an instance needs, without demo data

test: $(VENV)/development.stamp ## Run all tests but those of the browser, on SQLite and on PostgreSQL
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal --database each -m "not browser"

test-browser: $(VENV)/development.stamp ## Run the tests that need Debian's chromium
	@sh scripts/chromium.sh
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile -m browser

check: $(VENV)/development.stamp ## Lint, types, and what the source must hold to: templates, floors, routes, migrations
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check --quiet $(CODE)
	@$(BIN)/pyright
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/pytest --quiet $(OF_THE_SOURCE)

bench: $(VENV)/development.stamp ## Measure requests as a ratio to a bare Flask application
	@$(BIN)/python -m bench

bench-growth: $(VENV)/development.stamp ## Measure how requests grow with up to 100 000 events and a million registrations
	@$(BIN)/python -m bench.growth

attack: $(VENV)/development.stamp ## Attack every page, form and secret link of the demo with all payloads; takes minutes
	@ATTACK=full $(BIN)/pytest -q tests/everywhere/test_attack.py

rehearsal: $(VENV)/development.stamp ## Register people on one host, then on two, while every process is killed; Linux with nginx only
	@$(BIN)/python -m bench.rehearsal
	@$(BIN)/python -m bench.hosts

soak: $(VENV)/development.stamp ## Half an hour of mixed load on two hosts (MINUTES=5 RATE=4 for less); Linux with nginx only
	@$(BIN)/python -m bench.soak $(MINUTES) $(if $(RATE),--rate $(RATE))

lock: $(UV) ## Choose the newest versions of what requirements/*.in name, with hashes
	@$(LOCK) requirements/uv.in -o requirements/uv.txt
	@$(LOCK) requirements/runtime.in -o requirements/runtime.txt
	@$(LOCK) -c requirements/runtime.txt requirements/tools.in -o requirements/tools.txt
	@$(LOCK) -c requirements/runtime.txt -c requirements/tools.txt requirements/development.in -o requirements/development.txt

sbom: $(VENV)/development.stamp ## Write sbom.cdx.json: all components of an instance, with their hashes (CycloneDX)
	@$(BIN)/python -m scripts.sbom > sbom.cdx.json

messages: $(VENV)/development.stamp ## Gather the texts to translate into eventhub/translations/*.po
	@sh scripts/messages.sh

clean: ## Remove what set-up made; the instance folder with its data stays
	@rm -rf $(VENV) static/vendor *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -f eventhub/translations/*/LC_MESSAGES/*.mo

$(UV): requirements/uv.txt
	@sh scripts/python.sh $(PYTHON) $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt \
		2>$(VENV)/install.log || { $(sorry); }
	@touch $(UV)

$(VENV)/runtime.stamp: $(UV) requirements/runtime.txt requirements/tools.txt pyproject.toml
	$(call install,-r requirements/runtime.txt -r requirements/tools.txt)
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/run.stamp: $(VENV)/runtime.stamp $(CATALOGUES) package-lock.json package.json
	@$(BIN)/python scripts/vendor.py
	@$(BIN)/pybabel --quiet compile --directory eventhub/translations
	@touch $@

$(VENV)/development.stamp: $(VENV)/run.stamp requirements/development.txt
	$(call install,-r requirements/development.txt)
	@touch $@
