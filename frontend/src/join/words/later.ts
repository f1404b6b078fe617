import { later as en } from '$shared/i18n/en/join/later';
import { later as fr } from '$shared/i18n/fr/join/later';
import { wordsOf } from '../i18n';

export const later = wordsOf({ fr, en });
