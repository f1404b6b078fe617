#!/bin/sh
# Remakes app/document/fonts from the published fonts. Run it only to change a
# font or a script; its output is committed.
# Needs npm and the Debian packages python3-fonttools and python3-brotli.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../app/document/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --ignore-scripts \
	@expo-google-fonts/literata@0.4.3 \
	@expo-google-fonts/radio-canada@0.4.1 \
	@expo-google-fonts/noto-sans@0.4.2 \
	@fontsource-variable/literata@5.3.0 \
	@fontsource-variable/radio-canada@5.3.0
mkdir -p "$out"
/usr/bin/python3 "$here/subset.py" node_modules "$out"
cp node_modules/@expo-google-fonts/literata/LICENSE_FONT "$out/LICENSE-literata.txt"
cp node_modules/@expo-google-fonts/radio-canada/LICENSE_FONT "$out/LICENSE-radio-canada.txt"
cp node_modules/@expo-google-fonts/noto-sans/LICENSE_FONT "$out/LICENSE-noto-sans.txt"
