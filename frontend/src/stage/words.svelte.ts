import type { StageWords } from '$shared/i18n/fr/stage';
import { useI18n, type I18n, type SharedWords } from '$shared/i18n/i18n.svelte';

/** The words of the stage, below App.svelte. */
export const useWords = (): I18n<SharedWords & { stage: StageWords }> => useI18n<SharedWords & { stage: StageWords }>();
