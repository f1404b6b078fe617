import type { AssessmentPlay, BoardPlay, CommitmentPlay, CurvePlay, FeedbackPlay, RankingPlay, RatingPlay, SortPlay } from '$shared/model/wire';
import { owns } from '../results/owns';
import { Late, type KindProps } from './late.svelte';

/** The kinds of activity that are fetched after the page has opened. */
export const kinds = {
  ranking: new Late<KindProps<RankingPlay>>(() => import('../ranking/Ranking.svelte')),
  board: new Late<KindProps<BoardPlay>>(() => import('../board/Board.svelte')),
  assessment: new Late<KindProps<AssessmentPlay>>(() => import('../assessment/Assessment.svelte')),
  commitment: new Late<KindProps<CommitmentPlay>>(() => import('../commitment/Commitment.svelte')),
  feedback: new Late<KindProps<FeedbackPlay>>(() => import('../feedback/Feedback.svelte')),
  curve: new Late<KindProps<CurvePlay>>(() => import('../curve/Curve.svelte')),
  rating: new Late<KindProps<RatingPlay>>(() => import('../rating/Rating.svelte')),
  sort: new Late<KindProps<SortPlay>>(() => import('../sort/Sort.svelte')),
};

/** Fetches them all, one after the other, so that no part has to wait for its page. */
export async function fetchKinds(): Promise<void> {
  for (const kind of [...Object.values(kinds), ...Object.values(owns)]) await kind.fetch();
}
