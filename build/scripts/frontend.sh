#!/bin/sh
# Installs the frontend's packages when the lock file is newer than what is
# installed, and with the argument build also builds the pages.
set -eu
cd "$(dirname "$0")/../../frontend"

if [ -z "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]; then
	npm ci --no-audit --no-fund
	touch node_modules/.package-lock.json
fi

if [ "${1:-}" = build ]; then npm run --silent build; fi
