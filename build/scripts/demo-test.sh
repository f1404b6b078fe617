#!/bin/sh
# Plays every agenda with simulated participants, the default one within the
# time a visitor is promised, and has other programs than ours read the documents
# they leave. ESTRADE_FULL=1 plays a large room in English too.
set -eu
cd "$(dirname "$0")/../.."
program=${ESTRADE_PROGRAM:-$PWD/build/bin/estrade}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "demo: $1" >&2
	exit 1
}

# sound PDF leaves the text of a PDF in $work/text.
sound() {
	qpdf --check "$1" >"$work/checked" 2>&1 || {
		cat "$work/checked" >&2
		fail "$1 is not a sound PDF"
	}
	pdftotext "$1" "$work/text"
	# The fifth column from the right tells whether a font is embedded.
	pdffonts "$1" | awk 'NR > 2 && $(NF - 4) != "yes" { print; left = 1 } END { exit left }' || fail "$1 leaves a font out"
	! grep -q "$(printf '\357\277\275')" "$work/text" || fail "$1 holds unreadable characters"
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
	# Two certificates each, the attendance sheet and the report.
	[ "$(wc -l <"$work/pdfs")" -eq $((2 * $2 + 2)) ] || fail "$(wc -l <"$work/pdfs") documents for $2 participants"
	certificates=0
	while read -r pdf; do
		sound "$pdf"
		if grep -qi "$3" "$work/text"; then certificates=$((certificates + 1)); fi
	done <"$work/pdfs"
	[ "$certificates" -ge "$2" ] || fail "$certificates certificates say \"$3\" for $2 participants"
	node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$out/session.json"
}

# agendas plays every agenda but the one play has played, two at a time: they
# mostly wait for their people to think.
agendas() {
	# The refusal of an unknown agenda lists those there are.
	if LC_ALL=C "$program" demo --out "$work/none" --workshop '?' 2>"$work/refusal"; then
		fail "an agenda that is not there was played"
	fi
	sed -n 's/.*with --workshop: \(.*\)\.$/\1/p' "$work/refusal" | tr -d , | tr ' ' '\n' >"$work/agendas"
	[ "$(wc -l <"$work/agendas")" -ge 7 ] || fail "only these agendas: $(cat "$work/agendas")"
	begun=$(date +%s)
	grep -v '^essentials$' "$work/agendas" >"$work/others"
	# shellcheck disable=SC2016 # the inner shell expands
	xargs -P 2 -I AGENDA sh -c '
		"$1" demo --out "$2/AGENDA" --workshop AGENDA --participants 12 --seed 1 >"$2/told-AGENDA" 2>&1 ||
			{ cat "$2/told-AGENDA" >&2; exit 1; }' play "$program" "$work" <"$work/others" || fail "an agenda failed"
	while read -r agenda; do
		report=$(node -e '
			const session = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
			console.log(session.documents.find((d) => d.kind === "report").file)' "$work/$agenda/session.json")
		sound "$work/$agenda/$report"
		echo "demo: 12 participants, $agenda"
	done <"$work/others"
	echo "demo: all agendas, $(($(date +%s) - begun)) s"
}

play fr 12 'attestation de fin de formation'
agendas
if [ -n "${ESTRADE_FULL:-}" ]; then play en 40 'certificate'; fi
