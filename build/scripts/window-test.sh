#!/bin/sh
# Opens the real windows on a virtual display and looks at what is on it.
# The console's: answers the first-start questions with the keyboard as a
# trainer would, sees the home page, closes the window. The stage's: shows a
# session's lobby. WINDOW_PICTURES names a folder where to keep the pictures.
# shellcheck disable=SC2317 # functions are called through until_true
set -eu
cd "$(dirname "$0")/../.."
program=$PWD/build/bin/estrade
test -x "$program" || {
	echo "build/bin/estrade is not there: run make build." >&2
	exit 1
}

# Once more inside a session bus of our own, which GTK looks for; the bus itself
# is talkative.
if [ "${1:-}" != inside ]; then exec dbus-run-session -- "$0" inside 2>/dev/null; fi
exec 2>&1

work=$(mktemp -d)
pictures=${WINDOW_PICTURES:-$work}
pids=
tidy() {
	for pid in $pids; do kill "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap tidy EXIT
trap 'exit 1' INT TERM

fail() {
	echo "window: $1" >&2
	cat "$work"/*.log >&2 2>/dev/null || true
	import -window root "$pictures/failed.png" 2>/dev/null || true
	exit 1
}

# until_true SECONDS COMMAND… waits until a command succeeds.
until_true() {
	tries=$(($1 * 5))
	shift
	while ! "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		sleep 0.2
	done
}

# find_window TITLE sets window to the visible window of that title.
find_window() {
	window=$(xdotool search --onlyvisible --name "$1" | head -1)
	[ -n "$window" ]
}
picture() { import -window "$window" "$work/now.png"; }
# colours prints the number of distinct colours in the last picture.
colours() { convert "$work/now.png" -format '%k' info:; }
# pixels COLOUR AREA prints how many pixels of the last picture have the colour there.
pixels() {
	convert "$work/now.png" -crop "$2" +repage -fuzz 4% -fill white -opaque "$1" -fill black +opaque white \
		-format '%[fx:round(mean*w*h)]' info:
}

# A display of our own, whatever number is free. Without -noreset it begins anew
# when its last client leaves, and puts out the one that is just coming.
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp -noreset 3>"$work/display" 2>/dev/null &
pids="$pids $!"
read -r number <"$work/display"
export DISPLAY=":$number"
unset WAYLAND_DISPLAY
export HOME="$work" XDG_RUNTIME_DIR="$work" ESTRADE_DATA="$work/data" ESTRADE_KEYS=file LANG=fr_FR.UTF-8 NO_AT_BRIDGE=1
chmod 700 "$work"
until_true 10 xdotool getdisplaygeometry || fail "the virtual display does not answer"
openbox >"$work/openbox.log" 2>&1 &
pids="$pids $!"
# The window may be there before the window manager, which is to bring it to the front.
managed() { xprop -root _NET_SUPPORTED | grep -q _NET_ACTIVE_WINDOW; }
until_true 20 managed || fail "the window manager does not answer"

echo "window: the console's"
organisation="Atelier du Nord"
"$program" >"$work/console.log" 2>&1 &
program_pid=$!
pids="$pids $program_pid"
until_true 60 find_window '^Estrade$' || fail "no window appeared"
find_window '^Estrade$'
until_true 30 grep -q msg=started "$work/data/estrade.log" || fail "the program did not start"
xdotool windowactivate --sync "$window" windowmove "$window" 40 40


# The first-start page: the fields' order is organisation, trainer; Enter begins.
drawn() { picture && [ "$(colours)" -gt 40 ]; }
until_true 60 drawn || fail "the page stays blank"
xdotool key Tab
xdotool type --delay 20 "$organisation"
xdotool key Tab
xdotool type --delay 20 "Camille Vasseur"
xdotool key Return
# The home page has the brand's lamp in its top left corner, where the first-start
# page has nothing.
home() { drawn && [ "$(pixels '#fdd226' 120x40+0+0)" -gt 15 ] && [ "$(pixels '#0e201b' 1280x800+0+0)" -gt 3000 ]; }
until_true 20 home || fail "the console's home does not show"
cp "$work/now.png" "$pictures/home.png" 2>/dev/null || true

# Closing the window as its button does ends the program well.
xdotool windowactivate --sync "$window" key --clearmodifiers alt+F4
# gone PID tells whether a process has ended.
gone() { ! kill -0 "$1"; }
until_true 20 gone "$program_pid" || fail "the program outlives its window"
wait "$program_pid" || fail "the program ended with status $?"
if grep level=ERROR "$work/data/estrade.log" >&2; then fail "errors were logged"; fi

echo "window: the stage's"
"$program" serve --room-addr 127.0.0.1:0 >"$work/served" 2>"$work/serve.log" &
serve_pid=$!
pids="$pids $serve_pid"
until_true 20 grep -q Console "$work/served" || fail "the program does not serve"
node build/scripts/open-session.mjs "$(sed -n 's/^Console[^h]*//p' "$work/served")" >"$work/opened" ||
	fail "no session could be opened"
kept=$(sed -n 1p "$work/opened")
[ "$kept" = "$organisation" ] || fail "typed was '$organisation', kept is '$kept'"

mkfifo "$work/orders"
"$program" stage <"$work/orders" >"$work/stage.log" 2>&1 &
stage_pid=$!
pids="$pids $stage_pid"
exec 4>"$work/orders"
printf '{"address":"%s","folder":"%s","language":"fr"}\n' "$(sed -n 2p "$work/opened")" "$work/data" >&4
until_true 60 find_window '^Estrade' || fail "no stage window appeared"
find_window '^Estrade'
# The lobby: the yellow lamp of the brand below, ink on white, the code in large.
lobby() {
	picture
	[ "$(pixels '#fdd226' 200x120+0+600)" -gt 3000 ] && [ "$(pixels '#0e201b' 1280x720+0+0)" -gt 5000 ] && [ "$(colours)" -gt 60 ]
}
until_true 30 lobby || fail "the stage does not show the lobby"
cp "$work/now.png" "$pictures/stage.png" 2>/dev/null || true
xdotool windowactivate --sync "$window" key F11
full() { [ "$(xdotool getwindowgeometry --shell "$window" | sed -n 's/^WIDTH=//p')" -eq 1440 ]; }
until_true 10 full || fail "F11 does not fill the display"
printf '{"quit":true}\n' >&4
until_true 20 gone "$stage_pid" || fail "the stage's window does not close when told"
kill "$serve_pid"
wait "$serve_pid" || fail "the program did not stop well"

echo "window: closed during a session"
: >"$work/data/estrade.log"
"$program" >"$work/console.log" 2>&1 &
program_pid=$!
pids="$pids $program_pid"
until_true 60 grep -q resumed=1 "$work/data/estrade.log" || fail "the session was not resumed"
until_true 60 find_window '^Estrade$' || fail "no window appeared"
find_window '^Estrade$'
console=$window
until_true 30 home || fail "the console's home does not show the session"
question() { find_window '^A session is running'; }
ask_to_close() {
	xdotool windowactivate --sync "$console" key --clearmodifiers alt+F4
	until_true 10 question || fail "nobody is asked whether to leave the room"
}
ask_to_close
import -window root "$pictures/question.png" 2>/dev/null || true
xdotool key Escape
answered() { ! question; }
until_true 10 answered || fail "the question stays"
kill -0 "$program_pid" || fail "the program ended although the answer was no"
ask_to_close
xdotool key alt+y
until_true 20 gone "$program_pid" || fail "the program stays although the answer was yes"
wait "$program_pid" || fail "the program ended with status $?"
echo "window: both windows show what they must"
