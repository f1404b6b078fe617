import { curve as en } from '$shared/i18n/en/join/curve';
import { curve as fr } from '$shared/i18n/fr/join/curve';
import { wordsOf } from '../i18n';

/** The words of this kind of activity. */
export const words = wordsOf({ fr, en });
