#!/bin/sh
# Takes the pictures of docs/screenshots, in French and in English, from the
# program itself. SCREENSHOTS=documents takes those of the printed documents
# alone, in a minute, from build/bin/estrade as it is.
set -eu
cd "$(dirname "$0")/../.."
if [ "${SCREENSHOTS:-}" != documents ]; then build/scripts/build.sh; fi
# shellcheck source=build/scripts/chromium.sh
. build/scripts/chromium.sh
# Debian keeps Chromium's languages apart.
if dpkg-query -W chromium >/dev/null 2>&1 && ! dpkg-query -W -f '${db:Status-Status}' chromium-l10n 2>/dev/null | grep -qx installed; then
	echo "screenshots: without the package chromium-l10n the fields of dates are in American order" >&2
fi
work=$(mktemp -d)
program=
tidy() {
	[ -z "$program" ] || kill "$program" 2>/dev/null || true
	rm -rf "$work"
}
trap tidy EXIT
mkdir -p docs/screenshots
# Older than every picture taken; the folder itself changes all the time.
: >"$work/begun"

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
# screens LANGUAGE takes the pictures of the console, the stage and the phones.
screens() {
	ESTRADE_KEYS=file LANG=C build/bin/estrade serve --data "$work/$1" >"$work/told" &
	program=$!
	tries=100
	until grep -q '^Console: ' "$work/told"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { echo "the program does not serve" >&2; exit 1; }
		sleep 0.1
	done
	(cd frontend && node scripts/screenshots.mjs "$(sed -n 's/^Console: //p' "$work/told")" ../docs/screenshots "$1" "$work/personal.pdf")
	# A half-day with twelve people, checked as it goes.
	(cd frontend && ESTRADE_PROGRAM="$PWD/../build/bin/estrade" ESTRADE_SCREENSHOTS="$PWD/../docs/screenshots" ESTRADE_E2E_LANGUAGE="$1" npm run --silent e2e -- 93-)
	if [ "$1" = fr ]; then own='Les mêmes valeurs'; else own='The same values'; fi
	picture "$work/personal.pdf" "$own" "personal-$1"
	kill "$program"
	wait "$program" || true
	program=
}

# documents LANGUAGE takes the pictures of printed documents.
documents() {
	language=$1
	# The documents of a whole workshop, as they are printed.
	build/bin/estrade demo --out "$work/demo-$language" --workshop full-day --lang "$language" --participants 12 --seed 1 >/dev/null
	find "$work/demo-$language" -name '*.pdf' | sort >"$work/pdfs"
	report=$(grep -m 1 -e compte-rendu -e _report_ "$work/pdfs")
	if [ "$language" = fr ]; then
		map='Ce que je fais' story='histoire entière' curve='Branche la plus proche' tee='répondu aux deux moments'
	else
		map='What I do' story='whole story' curve='Branch closest' tee='answered at both'
	fi
	picture "$(grep -m 1 -e _attestation_ -e _certificate_ "$work/pdfs")" '' "certificate-$language"
	picture "$(grep -m 1 -e _realisation_ -e _completion_ "$work/pdfs")" '' "completion-$language"
	picture "$(grep -m 1 -e _emargement_ -e _attendance "$work/pdfs")" '' "attendance-sheet-$language"
	picture "$report" "$map" "report-$language"
	picture "$report" "$story" "report-story-$language"
	picture "$report" "$curve" "report-curve-$language"
	picture "$report" "$tee" "report-t-$language"
}

for language in fr en; do
	if [ "${SCREENSHOTS:-}" != documents ]; then screens "$language"; fi
	documents "$language"
	# Flat colours: 256 are enough, and a third of the size.
	find docs/screenshots -name "*-$language.png" -newer "$work/begun" -exec \
		mogrify -strip +dither -colors 256 -define png:compression-level=9 {} +
done
