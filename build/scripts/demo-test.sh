#!/bin/sh
# Plays a whole session with simulated participants, within the time a visitor
# is promised, and has other programs than ours read the documents it leaves.
# ESTRADE_FULL=1 plays a large room in English too.
set -eu
cd "$(dirname "$0")/../.."
program=$PWD/build/bin/estrade
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "demo: $1" >&2
	exit 1
}

# play LANGUAGE PARTICIPANTS TITLE
play() {
	out=$work/$1
	begun=$(date +%s)
	"$program" demo --out "$out" --lang "$1" --participants "$2" --seed 1 >"$work/told" 2>&1 || {
		cat "$work/told" >&2
		fail "estrade demo --lang $1 failed"
	}
	took=$(($(date +%s) - begun))
	echo "demo: $2 participants, $1, $took s"
	[ "$took" -le 30 ] || fail "it took $took s, more than 30"
	find "$out" -name '*.pdf' >"$work/pdfs"
	[ "$(wc -l <"$work/pdfs")" -eq $(($2 + 1)) ] || fail "$(wc -l <"$work/pdfs") documents for $2 participants"
	certificates=0
	while read -r pdf; do
		qpdf --check "$pdf" >"$work/told" 2>&1 || {
			cat "$work/told" >&2
			fail "$pdf is not a sound PDF"
		}
		pdftotext "$pdf" "$work/text"
		# The fifth column from the right tells whether a font is embedded.
		pdffonts "$pdf" | awk 'NR > 2 && $(NF - 4) != "yes" { print; left = 1 } END { exit left }' || fail "$pdf leaves a font out"
		! grep -q "$(printf '\357\277\275')" "$work/text" || fail "$pdf holds unreadable characters"
		if grep -qi "$3" "$work/text"; then certificates=$((certificates + 1)); fi
	done <"$work/pdfs"
	[ "$certificates" -ge "$2" ] || fail "$certificates certificates say \"$3\" for $2 participants"
	node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$out/session.json"
}

play fr 12 'attestation de fin de formation'
if [ -n "${ESTRADE_FULL:-}" ]; then play en 40 'certificate'; fi
