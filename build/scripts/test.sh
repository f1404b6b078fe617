#!/bin/sh
# Runs every check and test, each as a stage, goes on after a failure and ends
# with one line that counts them. With the argument lint only the linters run.
# ESTRADE_FULL=1 adds the long runs.
# shellcheck disable=SC2030,SC2031,SC2317 # lanes count for themselves; functions are called through stage
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

# memory_folder makes a folder on a disk in memory and prints it, where there is
# one with room for everything and from which programs may be started.
memory_folder() {
	enough=$((4 * 1024 * 1024)) # in kilobytes
	[ "$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')" -ge "$enough" ] 2>/dev/null || return 1
	[ "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)" -ge $((2 * enough)) ] 2>/dev/null || return 1
	folder=$(mktemp -d /dev/shm/estrade-test-XXXXXX) || return 1
	printf '#!/bin/sh\n' >"$folder/start"
	# Some tests act as nobody, who has to get to their own folder in it.
	if chmod 711 "$folder" && chmod 700 "$folder/start" && "$folder/start"; then
		rm "$folder/start"
		echo "$folder"
	else
		rm -rf "$folder"
		return 1
	fi
}

# lane NAME COMMAND… runs a command that holds stages beside what follows, and
# keeps what it says and counts until lanes_end.
lanes=
kept=$(mktemp -d)
memory=
trap 'rm -rf "$kept" $memory' EXIT
trap 'exit 1' INT TERM
# Tests write thousands of databases, and wait for the disk at each answer. On one
# in memory they do not: none of them cuts the power, which alone could tell.
if memory=$(memory_folder 2>/dev/null); then export TMPDIR="$memory"; fi
lane() {
	lanes="$lanes $1"
	(
		counts=$kept/$1
		shift
		trap - EXIT
		passed=0 failed=0 failures=
		"$@"
		printf '%s' "$failures" >"$counts.failures"
		echo "$passed $failed" >"$counts.counted"
	) >"$kept/$1.told" 2>&1 &
}

# lanes_end waits for the lanes, tells them one after the other and counts them.
lanes_end() {
	wait
	for each in $lanes; do
		cat "$kept/$each.told"
		if [ -s "$kept/$each.counted" ] && read -r good bad <"$kept/$each.counted"; then
			passed=$((passed + good))
			failed=$((failed + bad))
			failures="$failures$(cat "$kept/$each.failures")"
		else
			failed=$((failed + 1))
			failures="$failures
  failed: $each, which ended in the middle"
		fi
	done
	lanes=
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
pure='^estrade(/app/(archive|content|document|scoring))?$'
# So do tests, in the packages of players, that play whole sessions act by act, or
# with simulated people in programs that others test under it, that draw documents
# one after the other, and that count a group's figures, one guest answering after
# the other. What happens at once (joining, answers, locks, the end of a part,
# documents being issued, undoing) is tested under it.
players='facilitation rehearsal command'
played='(TestGuard_WholeSessions|TestFault_ClockJumps|TestDesk_WholeWorkshop|TestDemo|TestDemo_again|TestDemo_interrupted|TestCrowd_kinds|TestCrowd_seed|TestDay_nothingGrows|TestTroupe_lifelike|TestUndo_LeavesEverythingAsItWas|TestDesk_AnyCommandAnywhere|TestDesk_EndingBesideSplits|TestDesk_Issue_[A-Za-z]+|TestDesk_wordings|Test(Aloud|Assessment|Board|Checklist|Commitment|Curve|Feedback|Mind|Rating|Sort)(_[A-Za-z]+)?)'
shared_packages() { go list -tags "$TAGS" ./... | grep -vE "$pure"; }
pure_packages() { go list -tags "$TAGS" ./... | grep -E "$pure"; }

# race tests every package, those that share under the race detector; all of
# them with ESTRADE_FULL=1.
race() {
	if [ -n "${ESTRADE_FULL:-}" ]; then
		go test -race -timeout 60m -tags "$TAGS" ./...
		return
	fi
	# Only the players' packages are run again by without_race.
	lost=$(find app -name '*_test.go' | grep -vE "^app/($(echo "$players" | tr ' ' '|'))/|^app/(archive|content|document|scoring)/" | xargs grep -lE "^func $played\\(")
	if [ -n "$lost" ]; then
		echo "Tests of these files would never run, they are named like some that run without the race detector: $lost" >&2
		return 1
	fi
	# shellcheck disable=SC2046 # one package a word
	go test -race -timeout 20m -tags "$TAGS" -skip "^$played\$" $(shared_packages)
	good=$?
	go test -race -timeout 20m -tags "$TAGS" -run deterministic ./app/document || good=1
	return "$good"
}

# documents tests the pure packages, which need no page to be built.
documents() {
	if [ -n "${ESTRADE_FULL:-}" ]; then
		echo "under the race detector with the others"
		return
	fi
	# shellcheck disable=SC2046 # one package a word
	go test -timeout 20m -tags "$TAGS" $(pure_packages)
}

# without_race tests the rest. Ten thousand races between answers and the end of
# their part are cheap here.
without_race() {
	if [ -n "${ESTRADE_FULL:-}" ]; then
		echo "under the race detector with the others"
		return
	fi
	# shellcheck disable=SC2046,SC2086 # one package a word
	go test -timeout 20m -tags "$TAGS" -run "^$played\$" $(printf './app/%s ' $players)
	good=$?
	ESTRADE_FULL=1 go test -timeout 20m -tags "$TAGS" -run '^TestFault_Races$' ./app/facilitation || good=1
	return "$good"
}

if ! build/scripts/frontend.sh; then
	echo "estrade: the frontend's packages could not be installed." >&2
	exit 1
fi

# The pages' linters and tests use one core, those of Go wait for one another; so
# the packages that need no built page are tested beside the former.
lint_go() {
	stage "scripts (shellcheck)" shellcheck build/scripts/*.sh build/fonts/*.sh .ci/run
	stage "go vet" vet
	stage "golangci-lint" golangci
	[ "$only" = lint ] || stage "go test (documents, archives, content, scoring)" documents
}
lint_pages() {
	stage "svelte-check" in_frontend check
	stage "eslint" in_frontend lint
	[ "$only" = lint ] || stage "vitest" in_frontend test
}

only=${1:-}
stage "types up to date" types_up_to_date
lane go lint_go
lane pages lint_pages
lanes_end
[ "$only" = lint ] && summary

stage "program (frontend and Wails build)" build/scripts/build.sh
stage "weight of the pages" in_frontend sizes
stage "go test (race detector)" race
stage "go test (whole sessions)" without_race
stage "whole session (estrade demo)" build/scripts/demo-test.sh
stage "browser tests (Playwright)" build/scripts/browser-test.sh
stage "window under Xvfb" build/scripts/window-test.sh
summary
