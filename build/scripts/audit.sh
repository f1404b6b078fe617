#!/bin/sh
# Looks for known weaknesses in what the program is made of: govulncheck for the
# Go code that ours calls, npm audit for what the pages are built from. Fails on
# findings. Both ask databases on the internet; where these cannot be reached it
# says so, in the last lines, and nothing has been checked: with
# AUDIT_STRICT=1 it fails then too. AUDIT_DB names another database for
# govulncheck, for example a copy under file:///.
set -u
cd "$(dirname "$0")/../.." || exit
export TAGS="${TAGS:-webkit2_41 sqlite_fts5}"
out=$(mktemp)
trap 'rm -f "$out"' EXIT
found=0
unchecked=

echo "Go: govulncheck"
if [ -n "${AUDIT_DB:-}" ]; then set -- -db "$AUDIT_DB"; else set --; fi
go tool -modfile=build/tools/govulncheck/go.mod govulncheck "$@" -tags "$TAGS" ./... >"$out" 2>&1
status=$?
cat "$out"
# 3 is for weaknesses in code that is called; others are a failure to look.
case $status in
0) ;;
3) found=1 ;;
*) if grep -q '^exit status 3$' "$out"; then found=1; else unchecked="$unchecked Go"; fi ;;
esac

echo
echo "Pages: npm audit, what is built into them"
(cd frontend && npm audit --omit=dev --json) >"$out" 2>/dev/null
node - "$out" <<'JS'
const { readFileSync } = require('node:fs');
let report;
try {
  report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
} catch {
  process.exit(2);
}
if (!report.auditReportVersion) {
  console.log(report.message ?? report.error?.summary ?? 'no report');
  process.exit(2);
}
const list = Object.values(report.vulnerabilities ?? {});
for (const v of list) console.log(`${v.severity}: ${v.name} ${v.range}`);
if (list.length === 0) console.log('No vulnerabilities found.');
process.exit(list.length === 0 ? 0 : 3);
JS
case $? in
0) ;;
3) found=1 ;;
*) unchecked="$unchecked npm" ;;
esac

echo
if [ $found -ne 0 ]; then
	echo "AUDIT: weaknesses found, see above." >&2
	exit 1
fi
if [ -n "$unchecked" ]; then
	echo "AUDIT: NOT CHECKED:$unchecked. The database could not be reached from here, so this says nothing about weaknesses." >&2
	echo "AUDIT: run make audit again where the internet can be reached." >&2
	[ "${AUDIT_STRICT:-}" = 1 ] && exit 2
	exit 0
fi
echo "AUDIT: nothing known against what is used, as of today."
