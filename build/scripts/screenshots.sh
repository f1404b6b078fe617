#!/bin/sh
# Takes the pictures of docs/screenshots, in French and in English, from the
# program itself.
set -eu
cd "$(dirname "$0")/../.."
build/scripts/build.sh
work=$(mktemp -d)
program=
tidy() {
	[ -z "$program" ] || kill "$program" 2>/dev/null || true
	rm -rf "$work"
}
trap tidy EXIT
mkdir -p docs/screenshots
# The page of the report with the most to see.
report_page=4
for language in fr en; do
	ESTRADE_KEYS=file LANG=C build/bin/estrade serve --data "$work/$language" >"$work/told" &
	program=$!
	tries=100
	until grep -q '^Console: ' "$work/told"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { echo "the program does not serve" >&2; exit 1; }
		sleep 0.1
	done
	(cd frontend && node scripts/screenshots.mjs "$(sed -n 's/^Console: //p' "$work/told")" ../docs/screenshots "$language")
	# The documents of a whole workshop, as they are printed.
	build/bin/estrade demo --out "$work/demo-$language" --lang "$language" --participants 12 --seed 1 >/dev/null
	find "$work/demo-$language" -name '*.pdf' | sort >"$work/pdfs"
	report=$(grep -m 1 -v -e attestation -e certificate "$work/pdfs")
	pdftoppm -png -r 80 -singlefile "$(head -n 1 "$work/pdfs")" "docs/screenshots/certificate-$language"
	pdftoppm -png -r 80 -f "$report_page" -singlefile "$report" "docs/screenshots/report-$language"
	# Flat colours: 256 are enough, and a third of the size.
	mogrify -strip +dither -colors 256 -define png:compression-level=9 "docs/screenshots/*-$language.png"
	kill "$program"
	wait "$program" || true
	program=
done
