#!/bin/sh
# Runs the whole fault suite (docs/faults.md) against build/bin/estrade and
# prints its figures. FAULT narrows by a test's name (browser: the browser
# alone), ESTRADE_KILLS sets how often the program is killed, ESTRADE_SEED what
# is left to chance. ESTRADE_FULL= runs the reduced form of make test.
set -u
cd "$(dirname "$0")/../.." || exit 1
export TAGS="${TAGS:-webkit2_41 sqlite_fts5}"
export ESTRADE_FULL="${ESTRADE_FULL-1}"
test -x build/bin/estrade || { echo "build/bin/estrade is not there: run make build." >&2; exit 1; }
ESTRADE_BINARY=$PWD/build/bin/estrade
ESTRADE_PROGRAM=$ESTRADE_BINARY
export ESTRADE_BINARY ESTRADE_PROGRAM

good=0
if [ "${FAULT:-}" != browser ]; then
	told=$(mktemp) || exit 1
	# Most of them wait most of the time: more than one a core may go on.
	go test -tags "$TAGS" -count 1 -parallel 6 -timeout 90m -v -run "${FAULT:-^TestFault}" \
		./app/rehearsal ./app/facilitation ./app/realtime >"$told" 2>&1 || good=1
	grep -vE '^(=== |PASS|testing: warning)' "$told" | sed 's/^    [a-z_]*_test\.go:[0-9]*: /    /'
	rm -f "$told"
fi
case ${FAULT:-browser} in
browser) ;;
*) exit "$good" ;;
esac

# shellcheck source=build/scripts/chromium.sh
. build/scripts/chromium.sh
cd frontend || exit 1
npm run --silent e2e -- 70-kill 75-network 76-disk || good=1
exit "$good"
