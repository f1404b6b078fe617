import { presence as en } from '$shared/i18n/en/join/presence';
import { pad as padEn } from '$shared/i18n/en/pad';
import { presence as fr } from '$shared/i18n/fr/join/presence';
import { pad as padFr } from '$shared/i18n/fr/pad';
import { wordsOf } from '../i18n';

/** The words of whoever signs their presence, and those of the pad. */
export const words = wordsOf({ fr: { ...fr, pad: padFr }, en: { ...en, pad: padEn } });
