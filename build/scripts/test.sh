#!/bin/sh
# Runs every check and test, each as a stage, goes on after a failure and ends
# with one line that counts them. With the argument lint only the linters run.
# ESTRADE_FULL=1 adds the long runs.
# shellcheck disable=SC2317 # the functions are called through stage
set -u
cd "$(dirname "$0")/../.." || exit 1
export TAGS="${TAGS:-webkit2_41 sqlite_fts5}"

passed=0
failed=0
failures=

# stage NAME COMMAND… runs a command and counts it.
stage() {
	name=$1
	shift
	started=$(date +%s)
	printf '\n== %s\n' "$name"
	if "$@"; then
		passed=$((passed + 1))
		verdict=ok
	else
		failed=$((failed + 1))
		failures="$failures
  failed: $name"
		verdict=FAILED
	fi
	printf -- '-- %s: %s (%d s)\n' "$name" "$verdict" "$(($(date +%s) - started))"
}

summary() {
	printf '\nestrade: %d passed, %d failed%s\n' "$passed" "$failed" "$failures"
	[ "$failed" -eq 0 ]
	exit $?
}

wire=frontend/src/shared/model/wire.ts

# types_up_to_date generates the pages' types anew and compares.
types_up_to_date() {
	committed=$(mktemp) || return 1
	cp "$wire" "$committed" && go tool -modfile=build/tools/go.mod tygo generate && diff "$committed" "$wire"
	same=$?
	rm -f "$committed"
	[ "$same" -eq 0 ] || echo "$wire was not up to date: run make types and commit it." >&2
	return "$same"
}

vet() { go vet -tags "$TAGS" ./...; }
golangci() { go tool -modfile=build/tools/golangci-lint/go.mod golangci-lint run; }
in_frontend() { npm --prefix frontend run --silent "$@"; }

# Packages whose functions share nothing but what they read once: under the race
# detector their many documents and files take minutes and find nothing.
pure='^estrade/app/(archive|content|document|scoring)$'
shared_packages() { go list -tags "$TAGS" ./... | grep -vE "$pure"; }
pure_packages() { go list -tags "$TAGS" ./... | grep -E "$pure"; }

# race tests every package, those that share under the race detector; all of
# them with ESTRADE_FULL=1.
race() {
	if [ -n "${ESTRADE_FULL:-}" ]; then
		go test -race -timeout 60m -tags "$TAGS" ./...
		return
	fi
	# shellcheck disable=SC2046 # one package a word
	go test -race -timeout 20m -tags "$TAGS" $(shared_packages)
	good=$?
	# shellcheck disable=SC2046 # one package a word
	go test -timeout 20m -tags "$TAGS" $(pure_packages) || good=1
	go test -race -timeout 20m -tags "$TAGS" -run deterministic ./app/document || good=1
	return "$good"
}

if ! build/scripts/frontend.sh; then
	echo "estrade: the frontend's packages could not be installed." >&2
	exit 1
fi

stage "scripts (shellcheck)" shellcheck build/scripts/*.sh build/fonts/*.sh .ci/run
stage "types up to date" types_up_to_date
stage "go vet" vet
stage "golangci-lint" golangci
stage "svelte-check" in_frontend check
stage "eslint" in_frontend lint
[ "${1:-}" = lint ] && summary

stage "vitest" in_frontend test
stage "program (frontend and Wails build)" build/scripts/build.sh
stage "weight of the pages" in_frontend sizes
stage "go test (race detector)" race
stage "whole session (estrade demo)" build/scripts/demo-test.sh
stage "browser tests (Playwright)" build/scripts/browser-test.sh
stage "window under Xvfb" build/scripts/window-test.sh
summary
