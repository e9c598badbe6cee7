# `make help` lists the verbs. Needs Python 3.11–3.13 and make; uv is fetched into .tools/ when it is missing or too old.

SHELL := /bin/sh
SERVE ?= 1
export CARTERA_HOME ?= $(CURDIR)/data
# Only the Pythons of this machine: none is downloaded.
export UV_PYTHON_DOWNLOADS := never
export DO_NOT_TRACK := 1

PYTHON := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name) 2>/dev/null)))
UV := $(shell uv --project . version >/dev/null 2>&1 && command -v uv || echo .tools/bin/uv)
CARTERA := .venv/bin/cartera
RUN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test deep lint bench chromium

help: ## List the verbs
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: .venv/.synced ## Write the demo company's extracts, land, build, publish, and serve the app (SERVE=0: don't serve)
	@$(CARTERA) demo
	@$(CARTERA) land > $(CARTERA_HOME)/landing.txt; status=$$?; tail -n 1 $(CARTERA_HOME)/landing.txt; test $$status -le 1
	@$(CARTERA) build; test $$? -le 1
ifeq ($(SERVE),0)
	@echo; echo "See it: $(CARTERA) app --home $(CARTERA_HOME)"
else
	@$(CARTERA) app
endif

test: lint chromium ## Run every check that CI runs
	$(RUN)/pytest -n 2 --dist loadgroup

deep: .venv/.synced chromium ## Run the long checks; their last output is docs/deep.txt
	@$(RUN)/pytest -m deep -v --color=no > docs/deep.txt 2>&1; status=$$?; cat docs/deep.txt; exit $$status

lint: .venv/.synced ## Lint, check types and import rules
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/sqlfluff lint --processes 2 --disable-progress-bar dbt
	$(RUN)/sqlfluff lint --processes 2 --disable-progress-bar --config .sqlfluff-sql sql

bench: .venv/.synced ## Run the benchmarks and print their ratios
	$(CARTERA) bench

chromium:
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
	if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && apt-get install -qq --yes --no-install-recommends chromium; \
	else \
		echo "Chromium is missing, and the browser tests need it: install your system's chromium package."; \
	fi

.venv/.synced: pyproject.toml uv.lock $(if $(findstring .tools,$(UV)),.tools/bin/uv)
	$(UV) sync --locked --quiet
	@touch $@

.tools/bin/uv:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is missing"; exit 1; }
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.9"
