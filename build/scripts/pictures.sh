#!/bin/sh
# Takes the pictures of frontend/e2e/pictures anew, with the Chromium that is
# here: look at each difference before committing them.
set -eu
cd "$(dirname "$0")/../.."
build/scripts/frontend.sh
# shellcheck source=build/scripts/chromium.sh
. build/scripts/chromium.sh
cd frontend
rm -rf e2e/pictures
mkdir -p e2e/pictures
ESTRADE_PICTURES=1 npx playwright test -c e2e/playwright.config.ts 02-gallery --update-snapshots=all
git -C . status --short e2e/pictures
