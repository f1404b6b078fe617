import { rating as en } from '$shared/i18n/en/join/rating';
import { rating as fr } from '$shared/i18n/fr/join/rating';
import { wordsOf } from '../i18n';

/** The words of this kind of activity. */
export const words = wordsOf({ fr, en });
