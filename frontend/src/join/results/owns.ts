import type { OwnAssessment, OwnBoard, OwnCommitment, OwnCurve, OwnRating, OwnSort } from '$shared/model/wire';
import { late } from '../parts/late.svelte';
import type { Visit } from '../visit.svelte';

/** Own results that are fetched after the page has opened. */
export const owns = {
  board: late<{ own: OwnBoard }>((far) => far.ownBoard()),
  assessment: late<{ own: OwnAssessment }>((far) => far.ownAssessment()),
  curve: late<{ own: OwnCurve }>((far) => far.ownCurve()),
  commitment: late<{ own: OwnCommitment; step: string; visit?: Visit }>((far) => far.ownCommitment()),
  rating: late<{ own: OwnRating }>((far) => far.ownRating()),
  sort: late<{ own: OwnSort }>((far) => far.ownSort()),
};
