import type { AssessmentPlay, BoardPlay, BriefingPlay, CommitmentPlay, ContrastPlay, CurvePlay, FeedbackPlay, RankingPlay, RatingPlay, ScenarioPlay, SortPlay } from '$shared/model/wire';
import { late, type KindProps } from './late.svelte';

/** The kinds of activity, and of a scenario what follows its votes: fetched after the page has opened. */
export const kinds = {
  scenario: late<KindProps<ScenarioPlay>>((far) => far.after()),
  briefing: late<KindProps<BriefingPlay>>((far) => far.briefing()),
  contrast: late<KindProps<ContrastPlay>>((far) => far.contrast()),
  ranking: late<KindProps<RankingPlay>>((far) => far.ranking()),
  board: late<KindProps<BoardPlay>>((far) => far.board()),
  assessment: late<KindProps<AssessmentPlay>>((far) => far.assessment()),
  commitment: late<KindProps<CommitmentPlay>>((far) => far.commitment()),
  feedback: late<KindProps<FeedbackPlay>>((far) => far.feedback()),
  curve: late<KindProps<CurvePlay>>((far) => far.curve()),
  rating: late<KindProps<RatingPlay>>((far) => far.rating()),
  sort: late<KindProps<SortPlay>>((far) => far.sort()),
};
