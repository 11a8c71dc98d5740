# `make run` and `make test` are all a newcomer needs.

CARGO ?= cargo
VENV := target/venv
NODE := tests/node/node_modules
export SIKIA_BIN := $(CURDIR)/target/debug/sikia

.PHONY: run test check rust tools bench crash simulate fuzz help

help: ## What there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## Show the whole loop: a form, phones that sync, a browser that shows what communities ask for
	$(CARGO) run -- demo

test: check rust tools ## Everything that must hold

check:
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets -- --deny warnings

rust: ## Our own tests; those of the PostgreSQL store start clusters of their own
	scripts/postgres
	$(CARGO) test
	SIKIA_TEST_STORE=postgres $(CARGO) test --test api stories

tools: $(VENV)/ready $(NODE)/ready ## What other people's tools say: pyxform, ODK Validate, schemathesis, Chromium, readers of datasets
	scripts/browser
	scripts/readers
	$(CARGO) build
	$(CARGO) build --examples
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" $(VENV)/bin/python -m pytest -q tests/tools

$(VENV)/ready: tests/tools/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r tests/tools/requirements.txt
	touch $@

$(NODE)/ready: tests/node/package.json tests/node/package-lock.json | $(VENV)/ready
	scripts/node $(VENV)/bin
	cd tests/node && PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --silent
	touch $@

bench: ## Speed and size, with the raw figure beside ours
	$(CARGO) bench --bench merge --bench needs --bench forms --bench dataset
	$(CARGO) bench --bench sync
	$(CARGO) bench --bench openrosa
	scripts/postgres
	$(CARGO) bench --bench postgres
	$(CARGO) bench --bench scale

crash: ## kill -9 at random moments under load, 50 times
	SIKIA_CRASH_ROUNDS=50 $(CARGO) test --test crash -- --nocapture

simulate: ## 200 phones, 20,000 submissions, all faults, against a node of its own
	scripts/simulate

fuzz: ## The parsers, for SECONDS each (default 60); needs cargo-fuzz
	scripts/fuzz
