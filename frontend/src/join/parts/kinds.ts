import type { AssessmentPlay, BoardPlay, BriefingPlay, CommitmentPlay, ContrastPlay, CurvePlay, FeedbackPlay, RankingPlay, RatingPlay, ScenarioPlay, SortPlay } from '$shared/model/wire';
import { Late, type KindProps } from './late.svelte';

/** The kinds of activity, and of a scenario what is shown after its votes: fetched after the page has opened. */
export const kinds = {
  scenario: new Late<KindProps<ScenarioPlay>>(() => import('../scenario/After.svelte')),
  briefing: new Late<KindProps<BriefingPlay>>(() => import('../briefing/Briefing.svelte')),
  contrast: new Late<KindProps<ContrastPlay>>(() => import('../contrast/Contrast.svelte')),
  ranking: new Late<KindProps<RankingPlay>>(() => import('../ranking/Ranking.svelte')),
  board: new Late<KindProps<BoardPlay>>(() => import('../board/Board.svelte')),
  assessment: new Late<KindProps<AssessmentPlay>>(() => import('../assessment/Assessment.svelte')),
  commitment: new Late<KindProps<CommitmentPlay>>(() => import('../commitment/Commitment.svelte')),
  feedback: new Late<KindProps<FeedbackPlay>>(() => import('../feedback/Feedback.svelte')),
  curve: new Late<KindProps<CurvePlay>>(() => import('../curve/Curve.svelte')),
  rating: new Late<KindProps<RatingPlay>>(() => import('../rating/Rating.svelte')),
  sort: new Late<KindProps<SortPlay>>(() => import('../sort/Sort.svelte')),
};
