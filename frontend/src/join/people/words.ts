import { people as en } from '$shared/i18n/en/join/people';
import { people as fr } from '$shared/i18n/fr/join/people';
import { wordsOf } from '../i18n';

/** The words of several people on one browser. */
export const words = wordsOf({ fr, en });
