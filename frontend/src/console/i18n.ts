import { I18n } from '$shared/i18n/i18n.svelte';
import { preferredLanguage } from '$shared/i18n/language';
import { common as enCommon } from '$shared/i18n/en/common';
import { errors as enErrors } from '$shared/i18n/en/errors';
import { furtherErrors as enFurtherErrors } from '$shared/i18n/en/furtherErrors';
import { pad as enPad } from '$shared/i18n/en/pad';
import { pairingErrors as enPairingErrors } from '$shared/i18n/en/pairingErrors';
import { console as enConsole } from '$shared/i18n/en/console';
import { consoleErrors as enConsoleErrors } from '$shared/i18n/en/consoleErrors';
import { common as frCommon } from '$shared/i18n/fr/common';
import { errors as frErrors } from '$shared/i18n/fr/errors';
import { furtherErrors as frFurtherErrors } from '$shared/i18n/fr/furtherErrors';
import { pad as frPad } from '$shared/i18n/fr/pad';
import { pairingErrors as frPairingErrors } from '$shared/i18n/fr/pairingErrors';
import { console as frConsole } from '$shared/i18n/fr/console';
import { consoleErrors as frConsoleErrors } from '$shared/i18n/fr/consoleErrors';

/** The words of this surface: i18n.t.console.…, i18n.t.common.… */
export const i18n = new I18n(
  {
    fr: { common: frCommon, errors: { ...frErrors, ...frFurtherErrors, ...frConsoleErrors, ...frPairingErrors }, console: frConsole, pad: frPad },
    en: { common: enCommon, errors: { ...enErrors, ...enFurtherErrors, ...enConsoleErrors, ...enPairingErrors }, console: enConsole, pad: enPad },
  },
  preferredLanguage(navigator.languages),
);
