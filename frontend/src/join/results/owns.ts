import type { OwnAssessment, OwnCurve, OwnSort } from '$shared/model/wire';
import { Late } from '../parts/late.svelte';
import type { Visit } from '../visit.svelte';

/** Own results that are fetched after the page has opened. */
export const owns = {
  assessment: new Late<{ own: OwnAssessment }>(() => import('./OwnAssessment.svelte')),
  curve: new Late<{ own: OwnCurve }>(() => import('./OwnCurve.svelte')),
  sort: new Late<{ own: OwnSort }>(() => import('./OwnSort.svelte')),
};
