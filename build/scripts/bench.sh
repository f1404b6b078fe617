#!/bin/sh
# Runs every Go benchmark. BENCH narrows by name, BENCHTIME sets the time each takes.
set -eu
cd "$(dirname "$0")/../.."
export TAGS="${TAGS:-webkit2_41 sqlite_fts5}"
exec go test -tags "$TAGS" -run '^$' -bench "${BENCH:-.}" -benchtime "${BENCHTIME:-1s}" -benchmem ./...
