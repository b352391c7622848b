# Thin calls only: what each tool does is set in pyproject.toml.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORES  ?= 2
ARGS   ?=

.DEFAULT_GOAL := run
.PHONY: run demo test check bench train evaluate docs clean

run: $(VENV)/.installed  ## start the reader; ARGS="--demo" hands options on
	@$(BIN)/newsread $(ARGS)

demo: $(VENV)/.installed  ## start it with the bundled sample edition: no network, no database
	@$(BIN)/newsread --demo

test: $(VENV)/.installed-dev  ## run every test, with a gate on coverage
	$(BIN)/pytest -q -n $(CORES) --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=85 $(ARGS)

check: $(VENV)/.installed-dev  ## style, types, import contracts, the rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n0 tests/test_house.py

bench: $(VENV)/.installed-dev  ## measure against the peers that are installed; needs no network
	$(BIN)/python -m benchmarks $(ARGS)

train: $(VENV)/.installed-train  ## make the weights of the claim engine again (docs/claims.md tells with which data)
	$(BIN)/python -m training.train $(ARGS)

evaluate: $(VENV)/.installed-dev  ## score the claim engine and the stories
	$(BIN)/python -m training.evaluate $(ARGS)

docs: $(VENV)/.installed-dev  ## write the tables of README again, and draw its pictures
	$(BIN)/python -m tools.readme
	$(BIN)/python -m tools.pictures

clean:  ## remove what make made
	rm -rf $(VENV) build dist *.egg-info .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# A stamp a set of packages: nothing is installed twice until pyproject.toml or constraints.txt change.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is no Python 3.11 or newer: name one, make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "python cannot make a virtual environment: install its venv package (Debian: python3-venv)" >&2; exit 1; }
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/.python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-train: pyproject.toml constraints.txt | $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	@touch $@
