import type { OwnAssessment, OwnBoard, OwnCommitment, OwnCurve, OwnRating, OwnSort } from '$shared/model/wire';
import { Late } from '../parts/late.svelte';
import type { Visit } from '../visit.svelte';

/** Own results that are fetched after the page has opened. */
export const owns = {
  board: new Late<{ own: OwnBoard }>(() => import('./OwnBoard.svelte')),
  assessment: new Late<{ own: OwnAssessment }>(() => import('./OwnAssessment.svelte')),
  curve: new Late<{ own: OwnCurve }>(() => import('./OwnCurve.svelte')),
  commitment: new Late<{ own: OwnCommitment; step: string; visit?: Visit }>(() => import('./OwnCommitment.svelte')),
  rating: new Late<{ own: OwnRating }>(() => import('./OwnRating.svelte')),
  sort: new Late<{ own: OwnSort }>(() => import('./OwnSort.svelte')),
};
