#!/bin/sh
# Runs every Go benchmark, then prints what each page weighs, and measures in a
# browser the participants' page as slow as on a cheap phone, and clicks on the
# console, a reveal on the stage, and the start of the window. BENCH narrows by
# name (pages: the browser and the window alone),
# BENCHTIME sets the time each Go benchmark takes.
set -eu
cd "$(dirname "$0")/../.."
export TAGS="${TAGS:-webkit2_41 sqlite_fts5}"

# What the documents' benchmark compares with.
case ${BENCH:-Documents} in
Documents*)
	build/scripts/prerequisites.sh bench
	npm --prefix build/bench ci --silent --ignore-scripts --no-audit --no-fund
	;;
esac

if [ "${BENCH:-}" != pages ]; then
	go test -timeout 90m -tags "$TAGS" -run '^$' -bench "${BENCH:-.}" -benchtime "${BENCHTIME:-1s}" -benchmem ./...
fi
case ${BENCH:-pages} in
pages) ;;
*) exit 0 ;;
esac

if [ ! -x build/bin/estrade ]; then
	echo "estrade: the pages are not measured: build/bin/estrade is not there (make build)." >&2
	exit 0
fi
windowless=chromium-headless-shell
# shellcheck source=build/scripts/chromium.sh
. build/scripts/chromium.sh
if [ -z "$ESTRADE_CHROMIUM" ]; then
	echo "estrade: the pages are not measured: no Chromium is installed." >&2
	exit 0
fi
export ESTRADE_PROGRAM="${ESTRADE_PROGRAM:-$PWD/build/bin/estrade}"
(cd frontend && npm run --silent sizes && npm run --silent bench)
exec build/scripts/start-bench.sh
