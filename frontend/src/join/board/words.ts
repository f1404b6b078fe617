import { board as en } from '$shared/i18n/en/join/board';
import { board as fr } from '$shared/i18n/fr/join/board';
import { wordsOf } from '../i18n';

export const words = wordsOf({ fr, en });
