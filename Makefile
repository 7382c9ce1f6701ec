# make run      sets up what is missing, builds and starts a demo school
# make test     everything that proves it works
# See CONTRIBUTING.md for the daily loop.

CARGO_TARGET_DIR ?= target
TOOLS = $(or $(FLEDGE_TOOLS),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/fledge/tools)
BIN = $(CARGO_TARGET_DIR)/release/fledge

.DEFAULT_GOAL := help
.PHONY: help setup setup-test site build run watch gallery format doc lint test bench pictures clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## installs what building needs, where missing
	@dev/setup.sh

setup-test:
	@dev/setup.sh test

site: setup
	@node frontend/build.mjs

build: site ## builds the one program, fledge, for release
	cargo build --release -p server --bin fledge

run: build ## starts a demo school on this machine, on a file in data/
	@mkdir -p data
	@$(BIN) serve --demo --demo-weeks --database $${FLEDGE_DATABASE:-sqlite:data/demo.db}

watch: setup ## builds and restarts while you work
	@node dev/watch.mjs

gallery: site ## shows each shared part of the pages in each state, at /gallery
	@mkdir -p data
	@echo "http://127.0.0.1:8420/gallery, also with ?theme=light or ?theme=dark"
	@cargo run -p server --bin fledge -- serve --demo --database sqlite:data/gallery.db

# Twice, since each leaves a few lines that the other then breaks anew.
format: ## formats the code, and the views in it
	@dev/setup.sh format
	@for round in 1 2; do PATH="$(TOOLS)/bin:$$PATH" leptosfmt --quiet app/src && cargo fmt --all; done

doc: ## documents the crates, what is private too, and opens it
	cargo doc --workspace --no-deps --document-private-items --open

lint: setup-test ## format, clippy for both targets, documentation, dependencies, types
	@node dev/check.mjs lint

test: setup-test ## all tests; ONLY=rust or ONLY=browser for a part
	@node dev/check.mjs test $(ONLY)

bench: build setup-test ## measures, beside the last committed figures; KEEP=1 writes them
	@node end2end/bench/run.mjs $(if $(KEEP),--keep)

pictures: build setup-test ## takes the README's pictures of the real program
	@cd end2end && node_modules/.bin/playwright test -c pictures.config.ts

clean: ## removes what was built here; tools and packages stay
	cargo clean
	rm -rf target/site end2end/test-results end2end/playwright-report
