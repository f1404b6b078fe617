#!/bin/sh
# Sourced from the project's root: finds the Chromium that the browser tests and
# measures use, "" where there is none. $windowless is what to take first, where it is
# installed: the Chromium without a window of its own draws the same pages for less,
# as it has no tabs and menus to draw around each.
if [ -z "${ESTRADE_CHROMIUM:-}" ]; then
	for name in ${windowless:-} chromium chromium-browser google-chrome google-chrome-stable; do
		if ESTRADE_CHROMIUM=$(command -v "$name"); then break; fi
	done
fi
export ESTRADE_CHROMIUM
