# Everything runs in a .venv of its own; only Python 3.11 or newer is needed.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
LIBRARY ?= demo-library

ZOTERO_TESTS := $(shell find tests -name "test_*zotero*.py" -not -path "tests/bib/formats/*")

.PHONY: demo test check unit bench docs clean

# The main job: a library of the shipped survey, its three limitations and their chains.
demo: .venv/runtime
	@$(BIN)/evtrack demo $(LIBRARY)

# Everything CI runs.
test: check unit

# What can be told without running it: style, types, architecture, the pages made from the code.
check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/pages.py --check

# The tests; then once more what depends on it, beside pyzotero and the older bibtexparser it asks for.
unit: .venv/development .venv/zotero
	$(BIN)/pytest -n auto --dist loadfile
	PYTHONPATH=.venv/zotero $(BIN)/pytest -n auto --dist loadfile tests/bib/formats $(ZOTERO_TESTS)

# Speed and size, as a table; LARGE=1 adds the libraries of 50,000 and 100,000 works.
bench: .venv/development .venv/peers
	$(BIN)/python -m benchmarks $(if $(LARGE),--large)

# Write the pages made from the code.
docs: .venv/development
	$(BIN)/python docs/pages.py

clean:
	rm -rf .venv demo-library .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it, or name it: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/development: .venv/runtime pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# Programs of others to compare with; one that cannot be installed is left out of the table.
.venv/peers: .venv/python
	$(PYTHON) -m venv $@
	-$@/bin/python -m pip install --quiet --disable-pip-version-check pybtex
	-$@/bin/python -m pip install --quiet --disable-pip-version-check cobib
	-$@/bin/python -m pip install --quiet --disable-pip-version-check papis
	@touch $@

.venv/zotero: .venv/python pyproject.toml
	rm -rf $@
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $@ 'pyzotero>=1.16'
