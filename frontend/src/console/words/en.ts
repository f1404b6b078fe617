import { common } from '$shared/i18n/en/common';
import { console } from '$shared/i18n/en/console';
import { consoleErrors } from '$shared/i18n/en/consoleErrors';
import { errors } from '$shared/i18n/en/errors';
import { furtherErrors } from '$shared/i18n/en/furtherErrors';
import { pad } from '$shared/i18n/en/pad';
import { pairingErrors } from '$shared/i18n/en/pairingErrors';

/** What the console reads. */
export const words = { common, errors: { ...errors, ...furtherErrors, ...consoleErrors, ...pairingErrors }, console, pad };
