import { feedback as en } from '$shared/i18n/en/join/feedback';
import { feedback as fr } from '$shared/i18n/fr/join/feedback';
import { wordsOf } from '../i18n';

export const words = wordsOf({ fr, en });
