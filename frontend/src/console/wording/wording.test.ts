import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '$shared/api/error';
import type { WordingView } from '$shared/model/wire';
import { Wording } from './wording.svelte';

const view = (language: 'fr' | 'en', sentences?: Record<string, string>): WordingView => ({
  kind: 'certificate',
  language,
  fields: [
    { key: 'title', builtIn: `Title ${language}`, fixed: '', limit: 60, optional: false, placeholders: ['nom'] },
    { key: 'note', builtIn: '', fixed: 'Always.', limit: 60, optional: true, placeholders: ['nom'] },
  ],
  versions: sentences ? [{ number: 4, at: 1, sentences }] : [],
});

/** The program: its samples say what they are of and come when they are let go. */
function program(sentences?: Record<string, string>) {
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  const api = {
    wordings: () => Promise.resolve([view('fr', sentences), view('en')]),
    saveWording: (_kind: string, _language: string, given: Record<string, string>) => Promise.resolve({ ...view('fr', given), versions: [{ number: 5, at: 2, sentences: given }] }),
    specimen: (kind: string, language: string, given: Record<string, string>) => {
      const what = `${kind} ${language} ${given['title']}`;
      asked.push(what);
      return new Promise<string>((resolve, reject) => {
        waiting.push(() => (given['title'] === 'bad' ? reject(new ApiError({ code: 'invalid', key: 'wording-refused', params: { field: 'title', word: 'bad' }, message: 'No.' })) : resolve(what)));
      });
    },
    saveSpecimen: () => Promise.resolve('/documents/specimens/one.pdf'),
  };
  return { api, asked, answer: async (index: number) => (waiting[index]?.(), await vi.advanceTimersByTimeAsync(0)) };
}

afterEach(() => vi.useRealTimers());

async function loaded(sentences?: Record<string, string>) {
  vi.useFakeTimers();
  const p = program(sentences);
  const wording = new Wording(p.api);
  void wording.load();
  await vi.advanceTimersByTimeAsync(0);
  await p.answer(0);
  return { ...p, wording };
}

describe('Wording', () => {
  it('begins with the version in use, the built-in sentence where it has none', async () => {
    const { wording } = await loaded({ note: 'Merci.' });
    expect(wording.sentences).toEqual({ title: 'Title fr', note: 'Merci.' });
    expect([wording.changed, wording.builtIn, wording.sample]).toEqual([false, false, 'certificate fr Title fr']);
  });

  it('draws once what is typed in one go, after a pause', async () => {
    const { wording, asked, answer } = await loaded();
    for (const text of ['A', 'At', 'Att']) wording.type('title', text);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(asked.slice(1)).toEqual(['certificate fr Att']);
    expect(wording.drawing).toBe(true);
    await answer(1);
    expect([wording.sample, wording.drawing, wording.changed]).toEqual(['certificate fr Att', false, true]);
  });

  it('shows the last sample asked for, whichever comes last', async () => {
    const { wording, answer } = await loaded();
    wording.type('title', 'first');
    await vi.advanceTimersByTimeAsync(400);
    wording.type('title', 'second');
    await vi.advanceTimersByTimeAsync(400);
    await answer(2);
    await answer(1);
    expect(wording.sample).toBe('certificate fr second');
  });

  it('says what is wrong at its field, and keeps the last sample until it is right', async () => {
    const { wording, answer } = await loaded();
    wording.type('title', 'bad');
    await vi.advanceTimersByTimeAsync(400);
    await answer(1);
    expect([wording.wrong?.field, wording.error, wording.sample]).toEqual(['title', undefined, 'certificate fr Title fr']);
    wording.type('title', 'good');
    await vi.advanceTimersByTimeAsync(400);
    await answer(2);
    expect([wording.wrong, wording.sample]).toEqual([undefined, 'certificate fr good']);
  });

  it('keeps what was typed for one document while another is looked at', async () => {
    const { wording, answer } = await loaded();
    wording.type('title', 'mine');
    wording.choose('certificate', 'en');
    expect([wording.sentences['title'], wording.changed, wording.sample]).toEqual(['Title en', false, undefined]);
    await answer(1);
    wording.choose('certificate', 'fr');
    expect([wording.sentences['title'], wording.changed]).toEqual(['mine', true]);
    wording.drop();
    expect([wording.sentences['title'], wording.changed]).toEqual(['Title fr', false]);
  });

  it('saves a version, takes an older one again, and goes back to the built-in words', async () => {
    const { wording, answer } = await loaded({ title: 'Old' });
    const old = wording.current;
    wording.type('title', 'New');
    const saving = wording.save();
    await vi.advanceTimersByTimeAsync(0);
    await answer(1);
    await saving;
    expect([wording.saved, wording.current?.number, wording.changed, wording.sentences['title']]).toEqual([true, 5, false, 'New']);
    wording.take(old);
    expect([wording.saved, wording.changed, wording.sentences['title']]).toEqual([false, true, 'Old']);
    wording.take();
    expect([wording.builtIn, wording.sentences['title']]).toEqual([true, 'Title fr']);
  });

  it('tells where a sample was saved, until something else is typed', async () => {
    const { wording } = await loaded();
    await wording.saveSample();
    expect(wording.path).toBe('/documents/specimens/one.pdf');
    wording.type('note', 'x');
    expect(wording.path).toBe('');
  });
});
