import { common } from '$shared/i18n/en/common';
import { errors } from '$shared/i18n/en/errors';
import { join } from '$shared/i18n/en/join';

/** What the participants' page reads from its first moment on. */
export const words = { common, errors, join };
