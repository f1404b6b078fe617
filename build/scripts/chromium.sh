#!/bin/sh
# Sourced from the project's root: finds the Chromium that the browser tests and
# measures use, "" where there is none.
if [ -z "${ESTRADE_CHROMIUM:-}" ]; then
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if ESTRADE_CHROMIUM=$(command -v "$name"); then break; fi
	done
fi
export ESTRADE_CHROMIUM
