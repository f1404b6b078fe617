#!/bin/sh
# Measures the cold start of the console's window beside that of a blank Wails
# window, by turns, on a virtual display.
set -eu
cd "$(dirname "$0")/../.."
program=$PWD/build/bin/estrade
test -x "$program" || {
	echo "build/bin/estrade is not there: run make build." >&2
	exit 1
}
if ! command -v Xvfb >/dev/null || ! command -v dbus-run-session >/dev/null; then
	echo "estrade: the window's start is not measured: it needs Xvfb and dbus-run-session." >&2
	exit 0
fi
if [ "${1:-}" != inside ]; then exec dbus-run-session -- "$0" inside 2>/dev/null; fi
exec 2>&1

work=$(mktemp -d)
display=
tidy() {
	if [ -n "$display" ]; then kill "$display" 2>/dev/null || true; fi
	rm -rf "$work"
}
trap tidy EXIT
trap 'exit 1' INT TERM

go build -tags "webkit2_41 desktop production startblank" -o "$work/blank" build/bench/start/blank.go
go build -tags startwatch -o "$work/watch" build/bench/start/watch.go

# A white display without a window manager: what is dark on it is drawn by a page.
mkfifo "$work/number"
Xvfb -displayfd 3 -wr -screen 0 1440x900x24 -nolisten tcp -noreset 3>"$work/number" 2>/dev/null &
display=$!
read -r number <"$work/number"
unset WAYLAND_DISPLAY
export DISPLAY=":$number" GOCACHE="${GOCACHE:-$(go env GOCACHE)}"
export HOME="$work" XDG_RUNTIME_DIR="$work" ESTRADE_DATA="$work/data" ESTRADE_KEYS=file LANG=fr_FR.UTF-8 NO_AT_BRIDGE=1
chmod 700 "$work"
# The home page, as on most days, not the first start's questions.
node build/bench/start/answer.mjs "$program" "$ESTRADE_DATA"
"$work/watch" "$work/blank" "$program"
