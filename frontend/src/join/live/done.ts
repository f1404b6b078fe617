import type { PersonView, RoomView } from '$shared/model/wire';
import { countDrawn, enough, pointsOf } from '../curve/points';
import { complete, orderOf } from '../ranking/order';
import { ballotOf, placed } from '../board/ballot';
import { answersOf, findAnswer, isLocked, locksOf } from './picture';

/**
 * Whether a person, or their table where tables answer, has answered the
 * current part: nothing left without an answer or a pass, or locked. Read from
 * the answers, which a receipt updates at once, rather than from the picture's
 * own flag, which comes with the next picture.
 */
export function hasAnswered(room: RoomView | undefined, person: PersonView): boolean {
  const { part, play } = room ?? {};
  if (part == null || play == null || !part.collects) return false;
  const answers = answersOf(person, part.byTable);
  const given = (item: string, pass = '') => findAnswer(answers, { part: part.id, pass, item });
  const locked = (pass = '') => isLocked(locksOf(person, part.byTable), part.id, pass);

  if (play.scenario != null) return given('choice') !== undefined;
  if (play.ranking != null) {
    const list = given('list');
    const items = play.ranking.items.map(({ id }) => id);
    return locked() || (list !== undefined && (list.value === null || complete(orderOf(list.value, items))));
  }
  if (play.contrast != null && part.phase === 'sort') return locked() || play.contrast.cards.every(({ id }) => given(id));
  if (play.contrast != null) {
    const { pairs, passes } = play.contrast;
    return passes.every(({ id: pass }) => locked(pass) || pairs.every(({ id }) => given(id, pass)));
  }
  if (play.curve != null && part.phase === 'draw') {
    const drawing = given('curve');
    return locked() || (drawing !== undefined && (drawing.value === null || countDrawn(pointsOf(drawing.value, play.curve.months.length)) >= enough));
  }
  if (play.curve != null && part.phase === 'estimate') return locked() || play.curve.estimates.every(({ id, optional }) => optional || given(id));
  if (play.curve != null) return locked() || play.curve.interventions.every(({ id }) => given(id));
  if (play.rating != null && part.byTable) {
    const decision = given('decision');
    return locked() || (decision !== undefined && decision.value !== '');
  }
  if (play.rating != null) {
    const { items } = play.rating;
    return ['', 'criterion'].every((pass) => locked(pass) || items.every(({ id }) => given(id, pass)));
  }
  if (play.sort != null && part.phase === 'follow-up') return given('follow-up') !== undefined;
  if (play.sort != null) return locked() || play.sort.cards.every(({ id }) => given(id));
  if (play.assessment != null) return play.assessment.passes.every(({ id: pass, items }) => locked(pass) || items.every(({ id }) => given(id, pass)));
  if (play.board != null && part.phase === 'notes') return locked();
  if (play.board != null) {
    const ballot = given('ballot');
    const { dots, maxPerIdea, ideas } = play.board;
    return locked() || (ballot !== undefined && (ballot.value === null || placed(ballotOf(ballot.value, ideas)) >= Math.min(dots, maxPerIdea * ideas.length)));
  }
  // A plan may stay unfinished: the lock says that somebody has finished.
  if (play.commitment != null) return locked();
  // Nobody has to write a comment: only the lock says that somebody has finished.
  if (play.feedback != null && part.phase === 'comments') return locked();
  if (play.feedback != null) return locked() || [...play.feedback.questions.map(({ id }) => id), 'recommendation'].every((item) => given(item));
  return false;
}
