# Everything that a person does with this checkout; `make help` lists it. The first target that needs it builds .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The stamp holds the folder that .venv was built in: a checkout that was moved or copied gets a new one.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif

.DEFAULT_GOAL := help
.PHONY: help demo test lint check format examples clients-table screenshots coverage cross-check speed clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

demo: $(READY) ## watch it work on a calendar made up for today (ARGS=--keep goes on serving it)
	@$(BIN)/afterview demo $(ARGS)

test: $(READY) ## run the tests (ARGS="tests/core -k quiet" for some of them)
	@$(BIN)/python -m pytest $(ARGS)

lint: $(READY) ## check format, style, types and layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: lint test ## all that a change must pass: lint, the tests, the examples and help texts in the docs

format: $(READY) ## bring the code into its format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

examples: $(READY) ## write into the docs what their examples print now
	@$(BIN)/python -m tests.docs.examples

clients-table: $(READY) ## have calendar apps show anew what they write, and put the table into the docs
	@$(BIN)/python -m tests.clients.table $(ARGS)

screenshots: $(READY) ## take the pictures of the docs anew (ARGS=--every: of each reminder, in build/screenshots)
	@$(BIN)/python -m tests.clients.screenshots $(ARGS)

coverage: $(READY) ## run the tests and show what they leave out; the core must be whole
	@$(BIN)/coverage run -m pytest $(ARGS)
	@$(BIN)/coverage report
	@$(BIN)/coverage report --include='src/afterview/core/*' --fail-under=100 --format=total >/dev/null

cross-check: $(READY) ## tell how well recognition does on the labelled events, and without the words they taught
	@$(BIN)/python -m tests.core.cross_check

speed: $(READY) ## measure what a user waits for, beside what is promised
	@$(BIN)/python -m tests.speed.measure

clean: ## remove what was built here, .venv included
	rm -rf $(VENV) .venv-clients build dist .coverage .import_linter_cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	  "make: afterview needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@if [ -e $(READY) ] && [ "$$(cat $(READY))" != "$(CURDIR)" ]; then rm -rf $(VENV); fi
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	  echo "Setting up $(VENV): a virtual environment of this checkout's own ..."; \
	  $(PYTHON) -m venv --clear $(VENV) || { echo "make: python3 cannot make virtual environments;" \
	    "on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }; }
	@echo "Installing afterview and its tools into $(VENV) (a minute or two, only when pyproject.toml has changed) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@echo "$(CURDIR)" > $(READY)
