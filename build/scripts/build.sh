#!/bin/sh
# Builds the pages and, with the pinned Wails CLI, build/bin/estrade.
set -eu
cd "$(dirname "$0")/../.."

build/scripts/frontend.sh build
# The binding's one method is called by name, so no bindings are generated.
# -m: this module is never tidied by a build.
go tool -modfile=build/tools/wails/go.mod wails build \
	-s -m -nosyncgomod -skipbindings -nocolour -v 0
test -x build/bin/estrade || test -d build/bin/estrade.app || test -e build/bin/estrade.exe
