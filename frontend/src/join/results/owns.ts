import type { OwnAssessment, OwnSort } from '$shared/model/wire';
import { Late } from '../parts/late.svelte';

/** Own results that are fetched after the page has opened. */
export const owns = {
  assessment: new Late<{ own: OwnAssessment }>(() => import('./OwnAssessment.svelte')),
  sort: new Late<{ own: OwnSort }>(() => import('./OwnSort.svelte')),
};
