import { numbers as en } from '$shared/i18n/en/join/numbers';
import { numbers as fr } from '$shared/i18n/fr/join/numbers';
import { wordsOf } from '../i18n';

/** The words of the fields for numbers. */
export const words = wordsOf({ fr, en });
