#!/bin/sh
# Opens the built program: its window where there is a display, else the
# headless program, which prints the console's address for a browser.
set -eu
cd "$(dirname "$0")/../.."

case $(uname -s) in
Darwin) exec build/bin/estrade.app/Contents/MacOS/estrade "$@" ;;
Linux) ;;
*) exec build/bin/estrade.exe "$@" ;;
esac
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then exec build/bin/estrade "$@"; fi
exec build/bin/estrade serve "$@"
