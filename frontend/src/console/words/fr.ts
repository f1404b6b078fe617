import { common } from '$shared/i18n/fr/common';
import { console } from '$shared/i18n/fr/console';
import { consoleErrors } from '$shared/i18n/fr/consoleErrors';
import { errors } from '$shared/i18n/fr/errors';
import { furtherErrors } from '$shared/i18n/fr/furtherErrors';
import { pad } from '$shared/i18n/fr/pad';
import { pairingErrors } from '$shared/i18n/fr/pairingErrors';

/** What the console reads. */
export const words = { common, errors: { ...errors, ...furtherErrors, ...consoleErrors, ...pairingErrors }, console, pad };
