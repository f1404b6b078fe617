#!/bin/sh
# Runs every fuzz target for FUZZTIME (30s) each, on one core, or those whose
# name holds FUZZ. An input that fails is written to testdata/fuzz of its
# package: commit it with the repair.
set -eu
cd "$(dirname "$0")/../.."
export TAGS="${TAGS:-webkit2_41 sqlite_fts5}"
time=${FUZZTIME:-30s}
grep -rlE '^func Fuzz' --include='*_test.go' app | sort | while read -r file; do
	package=./$(dirname "$file")
	sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r target; do
		case $target in *"${FUZZ:-}"*) ;; *) continue ;; esac
		echo "$package $target"
		nice -n 10 go test -tags "$TAGS" -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 2s -parallel 1 "$package" </dev/null
	done
done
