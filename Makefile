# For developers. `make` alone explains. To try Linli: ./run. To test everything: ./test.

PYTHON := .venv/bin/python
PURE   := linli/kernel linli/rules $(wildcard linli/*/tests/test_terms*.py linli/*/tests/test_postings*.py)
BENCHES := $(subst _,-,$(patsubst bench/%.py,%,$(wildcard bench/[a-z]*.py)))
COMPILE := uv pip compile --quiet --universal --generate-hashes --only-binary :all: --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help environment check read style floors migrations types quick test spark openactive oracles run bench shots messages lock vendor

help: ## explain these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@printf '  make %-12s %s\n' bench-NAME 'one benchmark: $(or $(BENCHES),none yet)'

check: read quick ## the quick gate: style, floors, migrations, types, pure tests

read: style floors migrations types ## what is found by reading, before any test runs

style: environment ## format and lint; `make format` mends what it can
	$(PYTHON) -m ruff format --check --quiet
	$(PYTHON) -m ruff check --quiet

.PHONY: format
format: environment ## put every file into the house's format
	$(PYTHON) -m ruff check --fix --quiet || true
	$(PYTHON) -m ruff format --quiet

floors: environment ## which room may import which
	.venv/bin/lint-imports

migrations: environment ## no model without its migration
	LINLI_DATA=build/check $(PYTHON) manage.py makemigrations --check --dry-run

types: environment ## mypy, strict, on the pure files
	$(PYTHON) -m mypy

quick: environment ## tests that need no database
	$(PYTHON) -m pytest -q -m "not browser and not server and not slow" $(PURE)

test: ## everything, on both databases, in a real browser
	./test

spark: environment ## Spark answers as Polars does, on the same files (needs Java; its own environment)
	$(PYTHON) -m tests.spark

openactive: environment ## OpenActive's validators accept our open data (needs Node; their own environment)
	$(PYTHON) -m pytest -q tests/openactive/ask.py

oracles: environment ## hledger and beancount add our books up to the same sums (own folders)
	$(PYTHON) -m tests.oracles

run: ## open the demo on http://localhost:8000
	./run

bench: $(addprefix bench-,$(BENCHES)) ## every benchmark beside its peer

bench-%: environment
	$(PYTHON) -m bench.$(subst -,_,$*)

shots: environment ## remake the pictures of the README
	$(PYTHON) -m tests.shots

messages: environment ## collect the words of every page, and compile their translations
	$(PYTHON) -m house.messages

lock: ## resolve requirements*.in into requirements*.lock (needs uv and the network)
	$(COMPILE) requirements.in -o requirements.lock
	$(COMPILE) requirements-test.in -o requirements-test.lock
	$(COMPILE) --no-binary pyspark requirements-spark.in -o requirements-spark.lock

vendor: environment ## fetch anew what others wrote and we ship (needs npm and the network)
	$(PYTHON) -m house.vendor_font

environment:
	@python3 -m house.bootstrap
