import { I18n } from '$shared/i18n/i18n.svelte';
import { preferredLanguage } from '$shared/i18n/language';
import { common as enCommon } from '$shared/i18n/en/common';
import { errors as enErrors } from '$shared/i18n/en/errors';
import { furtherErrors as enFurtherErrors } from '$shared/i18n/en/furtherErrors';
import { stage as enStage } from '$shared/i18n/en/stage';
import { common as frCommon } from '$shared/i18n/fr/common';
import { errors as frErrors } from '$shared/i18n/fr/errors';
import { furtherErrors as frFurtherErrors } from '$shared/i18n/fr/furtherErrors';
import { stage as frStage } from '$shared/i18n/fr/stage';

/** The words of this surface: i18n.t.stage.…, i18n.t.common.… */
export const i18n = new I18n(
  {
    fr: { common: frCommon, errors: { ...frErrors, ...frFurtherErrors }, stage: frStage },
    en: { common: enCommon, errors: { ...enErrors, ...enFurtherErrors }, stage: enStage },
  },
  preferredLanguage(navigator.languages),
);
