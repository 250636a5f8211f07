# A bare machine needs Python 3.11 or later (with venv), make and the internet; nothing else, and no root.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell sh scripts/find_python.sh)
BIN := .venv/bin
UV := UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv
# words for the command itself, as in: make demo ARGS="--port 9000", make test ARGS="tests/walls -x"
ARGS ?=

.PHONY: audit-dependencies sbom help demo demo-reset test test-core goals nightly check bench format assets clean ready ready-for-tests ready-for-bench

help:
	@echo "make demo        a fictional region of England and one of Wales, on http://localhost:8000"
	@echo "make demo-reset  the same, made anew"
	@echo "make test        every test"
	@echo "make goals       the figure of each security goal, measured"
	@echo "make nightly     the long attacks: every mutant, and random days by the hundred"
	@echo "make check       format, lint, types, contracts, migrations, translations, licences"
	@echo "make bench       benchmarks, each beside its partner, as ratios"
	@echo "make format      put the code in its proper shape"
	@echo "make audit-dependencies   known holes in what Hafan is built from, or NOT AUDITED"
	@echo "make sbom        the bill of materials of a release, in dist/"
	@echo "make clean       remove what was built (never data: those are in .hafan)"

demo: ready assets
	@exec $(BIN)/hafan demo $(ARGS)

demo-reset: ready assets
	@exec $(BIN)/hafan demo --reset $(ARGS)

test: ready-for-tests assets
	@$(BIN)/python scripts/run_tests.py $(ARGS)

test-core: .venv/uv-is-here
	@sh scripts/test_core.sh $(ARGS)

goals: ready-for-tests assets
	@$(BIN)/python scripts/goals.py $(ARGS)

nightly: ready-for-tests assets
	@$(BIN)/python scripts/nightly.py $(ARGS)

check: ready-for-tests assets
	@$(BIN)/python scripts/check.py $(ARGS)

bench: ready-for-bench assets
	@$(BIN)/python -m benchmarks $(ARGS)

audit-dependencies: ready-for-tests
	@$(BIN)/python scripts/audit_dependencies.py $(ARGS)

sbom: ready-for-tests
	@$(BIN)/python scripts/write_sbom.py $(ARGS)

format: ready-for-tests
	@$(BIN)/ruff check --fix-only --quiet src tests scripts benchmarks; $(BIN)/ruff format src tests scripts benchmarks

assets:
	@$(BIN)/python scripts/build_assets.py

clean:
	rm -rf .venv-core .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache dist build
	rm -rf src/hafan/design/static/built src/hafan/design/assets/node_modules

ready: .venv/ready
ready-for-tests: .venv/ready-for-tests
ready-for-bench: .venv/ready-for-bench

.venv/uv-is-here: scripts/uv.txt
	@test -n "$(PYTHON)" || { echo "Hafan needs Python 3.11 or later; none was found. Set PYTHON=/path/to/python3."; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version): everything Hafan needs goes there, and nowhere else."
	@$(PYTHON) -m venv .venv || { echo "Python's venv does not work here; on Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/uv.txt
	@touch $@

.venv/ready: .venv/uv-is-here uv.lock pyproject.toml
	@echo "Installing what Hafan runs on, each package by its locked hash."
	@$(UV) sync --locked --inexact --no-dev --group assets --quiet
	@touch $@

.venv/ready-for-tests: .venv/uv-is-here uv.lock pyproject.toml
	@echo "Installing what the tests need, each package by its locked hash."
	@$(UV) sync --locked --inexact --quiet
	@touch .venv/ready $@

.venv/ready-for-bench: .venv/ready-for-tests
	@echo "Installing the benchmarks' partners, each package by its locked hash."
	@$(UV) sync --locked --inexact --group bench --quiet
	@touch $@
