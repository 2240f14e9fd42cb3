# ondit: everything from a clean clone, with Python >= 3.11 and make alone.
#
#   make demo                     set up .venv (once) and read the sample reports
#   make test                     set up the tests' tools (once) and run every check
#   make demo PYTHON=python3.12   with another Python
#
# Each set-up step leaves a stamp in .venv, so that a second run starts at once.

SHELL := /bin/sh
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-e2e chromium bench gate readme clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo "  PYTHON=python3.12 chooses the Python; PYTEST_ARGS='-m \"not slow\"' is passed on to pytest"

demo: $(VENV)/.installed  ## set up, read the sample reports, print the dossiers and the story that a ledger makes of them
	@$(BIN)/ondit read samples/
	@echo
	@echo "== What became of the claim: the samples in a ledger, as of each report, and now"
	@$(BIN)/ondit demo

test: $(VENV)/.installed-test chromium  ## set up, then ruff, mypy, lint-imports and pytest, the desk in Chromium with it
	@echo "== ruff: style and plain mistakes"
	@$(BIN)/ruff check .
	@echo "== mypy: types"
	@$(BIN)/mypy
	@echo "== lint-imports: rooms import downward only"
	@$(BIN)/lint-imports --no-cache
	@echo "== pytest: rules, cases, formats, properties; slow ones read with the trained pipeline"
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

test-e2e: $(VENV)/.installed-test chromium  ## drive the desk with Chromium alone; screenshots/ shows what it saw
	@$(BIN)/python -m pytest tests/e2e $(PYTEST_ARGS)

# A browser comes from Debian's packages, where we may install them; the tests say what lacks, and fail where CI is set.
chromium: $(VENV)/.installed-test
	@$(BIN)/python -m tests.e2e.chromium

bench: $(VENV)/.installed-test  ## set up, then measure speed and check the floors of quality
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.gate

gate: $(VENV)/.installed  ## set up, then check the floors of quality alone
	@$(BIN)/python -m benchmarks.gate

readme: $(VENV)/.installed  ## write the README's sample output anew
	@$(BIN)/python -m docs.render_demo

clean:  ## remove what make and the tools have made
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up -------------------------------------------------------------------------------------------------
# One stamp depends on the other, so that `make -j` never runs two installers in one environment.

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "make: there is no '$(PYTHON)' here; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: ondit needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) -V 2>&1)." >&2; \
	  echo "      Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "make: '$(PYTHON)' cannot make virtual environments (the modules venv and ensurepip are missing)." >&2; \
	  echo "      On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) -V 2>&1) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing ondit into $(VENV) (once; a minute or two) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "Installing the tests' tools into $(VENV) (once) ..."
	@$(PIP) install --editable '.[test,bench,e2e]'
	@touch $@
