// Every import() of what is fetched later. It is a file of its own because the
// names of all those files weigh as much as a screen.
export const after = () => import('../scenario/After.svelte');
export const assessment = () => import('../assessment/Assessment.svelte');
export const board = () => import('../board/Board.svelte');
export const briefing = () => import('../briefing/Briefing.svelte');
export const commitment = () => import('../commitment/Commitment.svelte');
export const contrast = () => import('../contrast/Contrast.svelte');
export const curve = () => import('../curve/Curve.svelte');
export const elsewhere = () => import('../people/Elsewhere.svelte');
export const errors = () => import('../words/errors');
export const feedback = () => import('../feedback/Feedback.svelte');
export const handover = () => import('../people/Handover.svelte');
export const menu = () => import('../frame/Menu.svelte');
export const moved = () => import('../people/Moved.svelte');
export const ownAssessment = () => import('../results/OwnAssessment.svelte');
export const ownBoard = () => import('../results/OwnBoard.svelte');
export const ownCommitment = () => import('../results/OwnCommitment.svelte');
export const ownCurve = () => import('../results/OwnCurve.svelte');
export const ownRating = () => import('../results/OwnRating.svelte');
export const ownSort = () => import('../results/OwnSort.svelte');
export const pinSetting = () => import('../people/PinSetting.svelte');
export const ranking = () => import('../ranking/Ranking.svelte');
export const rating = () => import('../rating/Rating.svelte');
export const reenter = () => import('../entry/Reenter.svelte');
export const results = () => import('../results/Results.svelte');
export const returnCode = () => import('../results/ReturnCode.svelte');
export const sort = () => import('../sort/Sort.svelte');
