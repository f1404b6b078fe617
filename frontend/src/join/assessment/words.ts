import { assessment as en } from '$shared/i18n/en/join/assessment';
import { assessment as fr } from '$shared/i18n/fr/join/assessment';
import { wordsOf } from '../i18n';

export const words = wordsOf({ fr, en });
