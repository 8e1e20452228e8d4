# make demo and make test set everything up by themselves. Only git, make and Python 3.11 or newer (with pip) are needed.
#
# All paths are relative: the checkout may lie in a folder with blanks in its name.

# The first interpreter that runs, is new enough and can make environments.
WORKS := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	if $$name -c '$(WORKS)' >/dev/null 2>&1; then echo $$name; break; fi; done)
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/set-up
SPARK_STAMP := $(VENV)/spark-set-up
KIFRAMEWORK := $(BIN)/kiframework
SAMPLE := examples/musterwerk
DEMO := build/demo
# The day the sample company is made for; on later days its evidence would age away.
DAY := 2026-12-01

stage = @printf '\n== %s\n' "$(1)"

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup spark test lint types imports content docs pytest fuzz demo bench build requirements clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## create .venv with everything pinned (test and demo do this themselves)

$(STAMP): requirements/dev.txt pyproject.toml
	$(call stage,Setting up $(VENV))
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer with venv and pip is needed (on Debian and Ubuntu: apt install python3-venv)." >&2; \
		exit 2; fi
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@# The pins are complete, so nothing is resolved: older pip wants pins for extras (coverage[toml]) as well once a newer version is out.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Spark needs Java; without it, its tests are skipped and say so. Only tests and benchmarks need it, so make demo stays light.
spark: $(if $(shell java -version 2>/dev/null && echo found),$(SPARK_STAMP)) ## add Spark to .venv where there is Java (make test does this itself)

$(SPARK_STAMP): requirements/spark.txt $(STAMP)
	$(call stage,Adding Spark (half a gigabyte))
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-build-isolation \
		-r requirements/spark.txt
	@touch $@

test: lint types imports content pytest ## style, types, direction of imports, own content, all tests with coverage

lint: setup ## ruff: rules and layout
	$(call stage,Style)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .

types: setup ## mypy, strict
	$(call stage,Types)
	@$(BIN)/python -m mypy

imports: setup ## direction of imports between the rooms
	$(call stage,Direction of imports)
	@$(BIN)/lint-imports --no-logo

# Reviews of legal references fall due with time, so the day of the check is fixed here and the real one used by hand.
content: setup ## the framework and the sample company, with every rule on
	$(call stage,Content)
	@$(KIFRAMEWORK) validate framework examples --date $(DAY) --fail-on info

docs: setup ## one page for every rule, into build/docs
	@mkdir -p build/docs
	@for code in $$($(KIFRAMEWORK) rule --all | awk '/^## / { print $$2 }'); do \
		$(KIFRAMEWORK) rule $$code > build/docs/$$code.md; done
	@$(KIFRAMEWORK) rule --all > build/docs/rules.md
	@printf 'Pages of all rules: build/docs\n'

pytest: setup spark ## all tests with coverage
	$(call stage,Tests)
	@$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term

# Every case follows from its number: python -m tests.fuzz --case NUMBER repeats one.
FUZZ_CASES ?= 20000

fuzz: setup ## validate damaged files, FUZZ_CASES of them (about 7 minutes); the tests run a few hundred
	$(call stage,Fuzzing)
	@$(BIN)/python -m tests.fuzz --cases $(FUZZ_CASES)

demo: setup ## assess the sample company; the reports land in build/demo
	$(call stage,Assessing $(SAMPLE))
	@$(KIFRAMEWORK) assess $(SAMPLE) --date $(DAY) --format html --format md --format json --format csv -o $(DEMO) --force
	$(call stage,The same for each person alone)
	@$(KIFRAMEWORK) assess $(SAMPLE) --date $(DAY) --audience self --format html -o $(DEMO)/personal --force
	@printf '\nReports for the company:       %s\n' '$(DEMO)'
	@printf 'Pages for each person alone:   %s\n' '$(DEMO)/personal'
	@printf 'Open the .html files in any browser; they need no network.\n'

# PEERS names an interpreter that has check-jsonschema and pandas, for the comparisons with other tools.
bench: setup ## measure speed and memory (long; single subjects: docs/benchmarks.md); results into docs/benchmarks.md
	$(call stage,Benchmarks)
	@$(BIN)/python bench/run.py --write docs/benchmarks.md $(if $(PEERS),--peers $(PEERS))

build: setup ## source archive and wheel, into dist/
	@$(BIN)/python -m build --no-isolation

PIN = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--annotation-style line --custom-compile-command 'make requirements' $(UPGRADE) --quiet

# The pins, made anew with uv; UPGRADE=--upgrade lifts them to the newest versions.
requirements: ## pin the development dependencies anew (needs uv)
	$(PIN) pyproject.toml --group dev -o requirements/dev.txt
	$(PIN) --group spark -c requirements/dev.txt -o requirements/spark.txt

clean: ## remove everything that was generated
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
