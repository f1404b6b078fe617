import { I18n } from '$shared/i18n/i18n.svelte';
import { preferredLanguage } from '$shared/i18n/language';
import { acts as enActs, unfinished as enUnfinished } from '$shared/i18n/en/acts';
import { common as enCommon } from '$shared/i18n/en/common';
import { errors as enErrors } from '$shared/i18n/en/errors';
import { remote as enRemote } from '$shared/i18n/en/remote';
import { pairingErrors as enPairingErrors } from '$shared/i18n/en/pairingErrors';
import { acts as frActs, unfinished as frUnfinished } from '$shared/i18n/fr/acts';
import { common as frCommon } from '$shared/i18n/fr/common';
import { errors as frErrors } from '$shared/i18n/fr/errors';
import { remote as frRemote } from '$shared/i18n/fr/remote';
import { pairingErrors as frPairingErrors } from '$shared/i18n/fr/pairingErrors';

/** The words of this surface: i18n.t.remote.…, i18n.t.common.… */
export const i18n = new I18n(
  {
    fr: { common: frCommon, errors: { ...frErrors, ...frPairingErrors }, acts: frActs, unfinished: frUnfinished, remote: frRemote },
    en: { common: enCommon, errors: { ...enErrors, ...enPairingErrors }, acts: enActs, unfinished: enUnfinished, remote: enRemote },
  },
  preferredLanguage(navigator.languages),
);
