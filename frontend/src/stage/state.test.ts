import { describe, expect, it } from 'vitest';
import { stage as fr } from '$shared/i18n/fr/stage';
import type { StageView } from '$shared/model/wire';
import { nextWords, sizeNote, stateForm, stateWord } from './state';

const view = (more: object) => ({ state: 'open', finished: false, ...more }) as unknown as StageView;
const part = (phase: string, state: string, kind = 'scenario', more: object = {}) => view({ step: { kind }, part: { phase, state, collects: true }, ...more });

describe('stateWord', () => {
  it('says what is happening', () => {
    expect(stateWord(fr, view({}))).toBe('Accueil');
    expect(stateWord(fr, view({ finished: true }))).toBe('Terminé');
    expect(stateWord(fr, view({ state: 'closed' }))).toBe('Terminé');
    expect(stateWord(fr, part('vote', 'open'))).toBe('Vote ouvert');
    expect(stateWord(fr, part('vote', 'done'))).toBe('Terminé');
    expect(stateWord(fr, part('split', 'shown'))).toBe('Révélé');
    expect(stateWord(fr, part('runoff', 'open', 'board'))).toBe('Vote ouvert');
    expect(stateWord(fr, part('cluster', 'shown', 'board'))).toBe('Mise en commun');
    expect(stateWord(fr, part('show', 'shown', 'briefing', { play: { briefing: { variant: 'pause' } } }))).toBe('Pause');
  });
});

describe('stateForm', () => {
  it('lights only what is expected of the room', () => {
    expect(stateForm(view({}))).toBe('open');
    expect(stateForm(part('vote', 'open'))).toBe('open');
    expect(stateForm(part('vote', 'closed'))).toBe('closed');
    expect(stateForm(part('split', 'shown'))).toBe('shown');
    expect(stateForm(view({ finished: true }))).toBe('closed');
    expect(stateForm(view({ state: 'closing' }))).toBe('closed');
  });
});

describe('sizeNote', () => {
  it('stands from five to nine', () => {
    expect([4, 5, 9, 10].map((n) => sizeNote(fr, n) !== '')).toEqual([false, true, true, false]);
  });
});

describe('nextWords', () => {
  it('announces what follows work alone or at a table', () => {
    expect(nextWords(fr, part('individual', 'open', 'ranking'))).toBe(fr.next.ranking.individual);
    expect(nextWords(fr, part('sort', 'open', 'contrast'))).toBe(fr.next.contrast.sort);
    expect(nextWords(fr, part('answer', 'open', 'feedback'))).toBe('');
    expect(nextWords(fr, view({}))).toBe('');
  });
});
