import { commitment as en } from '$shared/i18n/en/join/commitment';
import { commitment as fr } from '$shared/i18n/fr/join/commitment';
import { wordsOf } from '../i18n';

export const words = wordsOf({ fr, en });
