#!/bin/sh
# Opens the real window on a virtual display, answers the first-start questions
# with the keyboard as a trainer would, and checks what is on the screen, then
# that closing the window ends the program and that what was typed was kept.
# WINDOW_PICTURE names where to keep the picture.
set -eu
cd "$(dirname "$0")/../.."
program=$PWD/build/bin/estrade
test -x "$program" || { echo "build/bin/estrade is not there: run make build." >&2; exit 1; }

# Once more inside a session bus of our own: GTK looks for one.
if [ "${1:-}" != inside ]; then exec dbus-run-session -- "$0" inside; fi

work=$(mktemp -d)
pids=
tidy() {
	for pid in $pids; do kill "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap tidy EXIT
trap 'exit 1' INT TERM

fail() {
	echo "window: $1" >&2
	[ ! -s "$work/log" ] || tail -20 "$work/log" >&2
	import -window root "${WINDOW_PICTURE:-$work/failed.png}" 2>/dev/null || true
	[ -z "${WINDOW_PICTURE:-}" ] || echo "window: the screen is in $WINDOW_PICTURE" >&2
	exit 1
}

# until SECONDS COMMAND… waits until a command succeeds.
until_true() {
	tries=$(($1 * 5))
	shift
	while ! "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		sleep 0.2
	done
}

# A display of our own, whatever number is free.
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
pids="$pids $!"
read -r number <"$work/display"
export DISPLAY=":$number"
unset WAYLAND_DISPLAY
export HOME="$work" XDG_RUNTIME_DIR="$work" ESTRADE_DATA="$work/data" ESTRADE_KEYS=file LANG=fr_FR.UTF-8 NO_AT_BRIDGE=1
chmod 700 "$work"
openbox >/dev/null 2>&1 &
pids="$pids $!"
until_true 10 xdotool getdisplaygeometry || fail "the virtual display does not answer"

"$program" >"$work/out" 2>"$work/log" &
window_pid=$!
pids="$pids $window_pid"
until_true 60 xdotool search --onlyvisible --name '^Estrade$' || fail "no window appeared"
window=$(xdotool search --onlyvisible --name '^Estrade$' | head -1)
until_true 30 grep -q msg=started "$work/data/estrade.log" || fail "the program did not start"
xdotool windowactivate --sync "$window" windowmove --sync "$window" 40 40

picture() { import -window "$window" "$work/now.png"; }
# colours counts the distinct colours of the window.
colours() { picture && convert "$work/now.png" -format '%k' info:; }
# yellow AREA counts the pixels of the brand's yellow there.
yellow() {
	picture && convert "$work/now.png" -crop "$1" +repage -fuzz 3% -fill white -opaque '#fdd226' -fill black +opaque white \
		-format '%[fx:round(mean*w*h)]' info:
}
drawn() { [ "$(colours)" -gt 40 ]; }
until_true 60 drawn || fail "the page stays blank"

# shellcheck source=build/scripts/first-start.sh
answer_first_start() { true; }
answer_first_start

home() { [ "$(yellow 300x120+0+0)" -gt 30 ] && drawn; }
until_true 20 home || fail "the console's home does not show the brand"
kept() { grep -q . "$work/data/estrade.db"; }
kept || fail "nothing was stored"
[ -z "${WINDOW_PICTURE:-}" ] || cp "$work/now.png" "$WINDOW_PICTURE"

# Closing the window as its button does ends the program well.
xdotool windowactivate --sync "$window" key --clearmodifiers alt+F4
until_true 20 sh -c "! kill -0 $window_pid" || fail "the program outlives its window"
wait "$window_pid" || fail "the program ended with status $?"
! grep -q 'level=ERROR' "$work/data/estrade.log" || { cat "$work/data/estrade.log" >&2; fail "errors were logged"; }
