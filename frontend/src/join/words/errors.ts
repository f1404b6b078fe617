import { furtherErrors as en } from '$shared/i18n/en/furtherErrors';
import { furtherErrors as fr } from '$shared/i18n/fr/furtherErrors';

/** What a participant is told of a refusal that is met once inside. */
export const furtherErrors = { fr, en };
