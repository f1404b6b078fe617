# Everything here is a thin name for a script in build/scripts/.
SHELL := /bin/sh
scripts := build/scripts

export TAGS := webkit2_41 sqlite_fts5

.DEFAULT_GOAL := help
.PHONY: help run build test test-full fault fuzz audit bench lint types pack pictures screenshots clean build-prerequisites test-prerequisites

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

run: build ## Install what is missing, build, and open Estrade (without a display: serve it for a browser)
	@$(scripts)/run.sh

build: build-prerequisites ## Build build/bin/estrade with the Wails CLI
	@$(scripts)/build.sh

test: test-prerequisites ## Check and test everything (under 20 minutes on two cores)
	@$(scripts)/test.sh

test-full: test-prerequisites ## The same with the long runs: every state in both languages and at every size, the race detector everywhere
	@ESTRADE_FULL=1 $(scripts)/test.sh

fault: test-prerequisites build ## Kill the program, cut the network, fill the disk… and compare (20 minutes)
	@$(scripts)/fault.sh

bench: build-prerequisites ## Measure
	@$(scripts)/bench.sh

fuzz: build-prerequisites ## Try everything that reads what others wrote with random input, FUZZTIME each
	@$(scripts)/fuzz.sh

audit: build-prerequisites ## Ask the databases of known weaknesses about what is used
	@$(scripts)/audit.sh

lint: test-prerequisites ## Lint Go, scripts and pages
	@$(scripts)/test.sh lint

types: build-prerequisites ## Generate the pages' types from the Go ones
	@go tool -modfile=build/tools/go.mod tygo generate

pack: build-prerequisites ## Prepare the built-in pack anew, after a change of its files
	@go test ./app/content -run TestPrepared -update

pictures: test-prerequisites ## Take the pictures of the components anew, to be looked at and committed
	@$(scripts)/pictures.sh

screenshots: test-prerequisites ## Take the pictures of docs/screenshots from the running program
	@$(scripts)/screenshots.sh

clean: ## Remove what was built
	@rm -rf build/bin frontend/dist/assets frontend/dist/*.html frontend/test-results

build-prerequisites:
	@$(scripts)/prerequisites.sh build

test-prerequisites: build-prerequisites
	@$(scripts)/prerequisites.sh test
