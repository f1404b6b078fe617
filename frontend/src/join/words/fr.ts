import { common } from '$shared/i18n/fr/common';
import { errors } from '$shared/i18n/fr/errors';
import { join } from '$shared/i18n/fr/join';

/** What the participants' page reads from its first moment on. */
export const words = { common, errors, join };
