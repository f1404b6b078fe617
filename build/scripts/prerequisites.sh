#!/bin/sh
# Checks Go and Node and installs the system packages that are missing:
#   prerequisites.sh build   what compiling the program needs
#   prerequisites.sh test    what its tests need as well
#   prerequisites.sh bench   what its benchmarks compare with
# Debian and Ubuntu packages are installed as root or through sudo; where that
# is not possible the script says what to install and fails.
set -eu

go_wanted=1.26
node_wanted=20.19

case ${1:-} in
build | test | bench) purpose=$1 ;;
*)
	echo "usage: prerequisites.sh build|test|bench" >&2
	exit 2
	;;
esac

stop() {
	echo "estrade: $1" >&2
	shift
	for line in "$@"; do echo "  $line" >&2; done
	exit 1
}

# at_least FOUND WANTED compares major.minor.
at_least() {
	found_major=${1%%.*}
	found_rest=${1#*.}
	found_minor=${found_rest%%.*}
	[ "$found_major" -gt "${2%%.*}" ] && return 0
	[ "$found_major" -eq "${2%%.*}" ] && [ "$found_minor" -ge "${2#*.}" ]
}

command -v go >/dev/null 2>&1 ||
	stop "Go is not installed; Estrade needs Go $go_wanted or later." "Install it from https://go.dev/dl/ and run make again."
go_found=$(go env GOVERSION | sed -n 's/^go\([0-9]*\.[0-9]*\).*/\1/p')
at_least "${go_found:-0.0}" "$go_wanted" ||
	stop "Go $go_found is too old; Estrade needs Go $go_wanted or later." "Install it from https://go.dev/dl/ and run make again."

for tool in node npm; do
	command -v $tool >/dev/null 2>&1 ||
		stop "$tool is not installed; Estrade needs Node.js $node_wanted or later with npm." "Install it from https://nodejs.org/ and run make again."
done
node_found=$(node --version | sed -n 's/^v\([0-9]*\.[0-9]*\).*/\1/p')
at_least "${node_found:-0.0}" "$node_wanted" ||
	stop "Node $node_found is too old; Estrade needs Node $node_wanted or later." "Install it from https://nodejs.org/ and run make again."

build_packages="gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev"
test_packages="xvfb xauth x11-utils openbox xdotool imagemagick dbus-x11 fonts-dejavu-core poppler-utils qpdf zbar-tools default-jre-headless libpdfbox2-java libfontbox2-java libcommons-logging-java libactivation-java libjaxb-api-java shellcheck"

# A browser of any origin will do for the tests.
browser=
for name in chromium chromium-browser google-chrome google-chrome-stable; do
	command -v "$name" >/dev/null 2>&1 && browser=$name && break
done
if [ -n "${ESTRADE_CHROMIUM:-}" ]; then browser=$ESTRADE_CHROMIUM; fi

case $(uname -s) in
Linux) ;;
Darwin)
	xcode-select -p >/dev/null 2>&1 ||
		stop "the Xcode command line tools are missing." "Run: xcode-select --install"
	[ "$purpose" = build ] ||
		stop "the full test suite runs on Debian and Ubuntu only." "Here, run: go test -tags sqlite_fts5 ./... and, in frontend/, npm test"
	exit 0
	;;
*)
	command -v gcc >/dev/null 2>&1 ||
		stop "a C compiler is missing." "On Windows install MSYS2 (https://www.msys2.org/), then mingw-w64-ucrt-x86_64-gcc, and put its bin folder on PATH." "Windows 10 and 11 bring the WebView2 runtime."
	[ "$purpose" = build ] ||
		stop "the full test suite runs on Debian and Ubuntu only." "Here, run: go test -tags sqlite_fts5 ./... and, in frontend/, npm test"
	exit 0
	;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	# Not Debian: what matters can be asked of the tools themselves.
	if ! command -v pkg-config >/dev/null 2>&1 || ! pkg-config --exists gtk+-3.0 webkit2gtk-4.1; then
		stop "GTK 3 and WebKitGTK 4.1 with their development files are missing." \
			"Fedora: sudo dnf install gcc pkgconf-pkg-config gtk3-devel webkit2gtk4.1-devel" \
			"Arch:   sudo pacman -S gcc pkgconf gtk3 webkit2gtk-4.1" \
			"openSUSE: sudo zypper install gcc pkgconf gtk3-devel webkit2gtk3-devel" \
			"Then run make again."
	fi
	[ "$purpose" = build ] && exit 0
	lacking=
	for tool in Xvfb xauth xwininfo openbox xdotool import dbus-run-session pdftotext qpdf zbarimg java shellcheck "${browser:-chromium}"; do
		command -v "$tool" >/dev/null 2>&1 || lacking="$lacking $tool"
	done
	[ -z "$lacking" ] || stop "the tests need these programs:$lacking" "Install them with your system's package manager, then run make again."
	exit 0
fi

wanted=$build_packages
[ "$purpose" = test ] && wanted="$wanted $test_packages"
[ "$purpose" = bench ] && wanted="$wanted python3-reportlab"
[ "$purpose" = test ] && [ -z "$browser" ] && wanted="$wanted chromium"
# Beside Debian's Chromium, the same one without windows, which tests faster.
case $purpose,${ESTRADE_CHROMIUM:+chosen},$browser in
test,,chromium | test,,)
	if apt-cache show chromium-headless-shell >/dev/null 2>&1; then wanted="$wanted chromium-headless-shell"; fi
	;;
esac

missing=
for package in $wanted; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

by_hand="Run: sudo apt-get update && sudo apt-get install$missing"
case $missing in
*chromium*) by_hand="$by_hand
  On Ubuntu, where chromium is a snap, install Google Chrome or set ESTRADE_CHROMIUM to a Chromium." ;;
esac
as_root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || stop "packages are missing and sudo is not there to install them." "As root, run: apt-get update && apt-get install$missing"
	as_root=sudo
	# Without a terminal sudo could only wait for a password for ever.
	[ -t 0 ] || as_root="sudo -n"
fi

echo "estrade: installing$missing"
# shellcheck disable=SC2086 # lists of words
{
	$as_root apt-get update -qq &&
		$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
} || stop "the packages could not be installed." "$by_hand"
