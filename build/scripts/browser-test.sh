#!/bin/sh
# Runs the browser tests of frontend/e2e in a Chromium against build/bin/estrade;
# with ESTRADE_FULL=1 the half-day in English too.
set -eu
cd "$(dirname "$0")/../.."
test -x build/bin/estrade || { echo "build/bin/estrade is not there: run make build." >&2; exit 1; }

windowless=chromium-headless-shell
# shellcheck source=build/scripts/chromium.sh
. build/scripts/chromium.sh
ESTRADE_PROGRAM=$PWD/build/bin/estrade
export ESTRADE_PROGRAM
cd frontend
npm run --silent e2e
[ -z "${ESTRADE_FULL:-}" ] || ESTRADE_E2E_LANGUAGE=en npm run --silent e2e -- 93-
