#!/bin/sh
# Runs the browser tests of frontend/e2e in a Chromium against build/bin/estrade.
set -eu
cd "$(dirname "$0")/../.."
test -x build/bin/estrade || { echo "build/bin/estrade is not there: run make build." >&2; exit 1; }

if [ -z "${ESTRADE_CHROMIUM:-}" ]; then
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if ESTRADE_CHROMIUM=$(command -v "$name"); then break; fi
	done
fi
export ESTRADE_CHROMIUM
ESTRADE_PROGRAM=$PWD/build/bin/estrade
export ESTRADE_PROGRAM
cd frontend
exec npm run --silent e2e
