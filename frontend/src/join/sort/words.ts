import { sort as en } from '$shared/i18n/en/join/sort';
import { sort as fr } from '$shared/i18n/fr/join/sort';
import { wordsOf } from '../i18n';

/** The words of this kind of activity. */
export const words = wordsOf({ fr, en });
