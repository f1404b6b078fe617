#!/bin/sh
# Takes the pictures of docs/screenshots, in French and in English, from the
# program itself.
set -eu
cd "$(dirname "$0")/../.."
build/scripts/build.sh
# shellcheck source=build/scripts/chromium.sh
. build/scripts/chromium.sh
work=$(mktemp -d)
program=
tidy() {
	[ -z "$program" ] || kill "$program" 2>/dev/null || true
	rm -rf "$work"
}
trap tidy EXIT
mkdir -p docs/screenshots

# picture PDF WORDS NAME makes a picture of the page that holds the words, all of
# them beside one another, in capitals or not; of the first one for no words.
picture() {
	pages=$(pdfinfo "$1" | sed -n 's/^Pages: *//p')
	page=1
	while [ -n "$2" ] && ! pdftotext -f "$page" -l "$page" "$1" - | tr '\n\302\240' '   ' | tr -s ' ' | grep -qi "$2"; do
		page=$((page + 1))
		[ "$page" -le "$pages" ] || { echo "no page of $1 says \"$2\"" >&2; exit 1; }
	done
	pdftoppm -png -r 80 -f "$page" -singlefile "$1" "docs/screenshots/$3"
}
for language in fr en; do
	ESTRADE_KEYS=file LANG=C build/bin/estrade serve --data "$work/$language" >"$work/told" &
	program=$!
	tries=100
	until grep -q '^Console: ' "$work/told"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { echo "the program does not serve" >&2; exit 1; }
		sleep 0.1
	done
	(cd frontend && node scripts/screenshots.mjs "$(sed -n 's/^Console: //p' "$work/told")" ../docs/screenshots "$language" "$work/personal.pdf")
	# A half-day with twelve people, checked as it goes.
	(cd frontend && ESTRADE_PROGRAM="$PWD/../build/bin/estrade" ESTRADE_SCREENSHOTS="$PWD/../docs/screenshots" ESTRADE_E2E_LANGUAGE="$language" npm run --silent e2e -- 93-)
	# The documents of a whole workshop, as they are printed.
	build/bin/estrade demo --out "$work/demo-$language" --workshop full-day --lang "$language" --participants 12 --seed 1 >/dev/null
	find "$work/demo-$language" -name '*.pdf' | sort >"$work/pdfs"
	report=$(grep -m 1 -v -e attestation -e certificate "$work/pdfs")
	if [ "$language" = fr ]; then
		map='Ce que je fais' story='histoire entière' curve='Branche la plus proche' tee='répondu aux deux moments' own='Les mêmes valeurs'
	else
		map='What I do' story='whole story' curve='Branch closest' tee='answered at both' own='The same values'
	fi
	picture "$(head -n 1 "$work/pdfs")" '' "certificate-$language"
	picture "$report" "$map" "report-$language"
	picture "$report" "$story" "report-story-$language"
	picture "$report" "$curve" "report-curve-$language"
	picture "$report" "$tee" "report-t-$language"
	picture "$work/personal.pdf" "$own" "personal-$language"
	# Flat colours: 256 are enough, and a third of the size.
	mogrify -strip +dither -colors 256 -define png:compression-level=9 "docs/screenshots/*-$language.png"
	kill "$program"
	wait "$program" || true
	program=
done
