import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from './axe';
import type { AttendanceView, Bundle } from '../src/shared/model/wire';
import { linkOf } from './desk';
import { expect, test } from './workshop';

// French words that English does not have; names of people, tables and places may be French.
const french = /(^|[^\p{L}])(le|les|des|du|une|est|sont|pour|avec|dans|sur|vous|votre|vos|leur|qui|que|aucune?|séances?|salle|réponses?|personnes?|étapes?|ouvrir|clore|révéler|retour|suivant|annuler|enregistrer|attestation)(?=$|[^\p{L}])/giu;

const wordsOf = (text: string) => [...text.matchAll(french)].map(([, , word = ""]) => word);

/** Reads a page as somebody does who knows no French, and as the accessibility rules do. */
async function examine(page: Page, what: string): Promise<void> {
  await test.step(what, async () => {
    const labels = await page.evaluate(() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((one) => ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? '')).join('\n'));
    // The name of a language is written in that language.
    const text = `${await page.locator('body').innerText()}\n${labels}`.replaceAll('Français', '');
    expect(wordsOf(text), `French words on ${what}`).toEqual([]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    const { violations } = await axe(page).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)), `accessibility of ${what}`).toEqual([]);
  });
}

test('a workshop in English has no French on any screen or document, and every screen can be used by all', async ({ program, desk, phone, stage, crowd }) => {
  const person = await phone({ locale: 'en-GB' });
  await desk.introduce({ language: 'en', organisation: 'Northern Workshops' });
  await expect(desk.page.getByRole('heading', { name: 'No session running' })).toBeVisible();
  await examine(desk.page, 'the home of the console');
  await desk.page.getByRole('link', { name: 'New session' }).click();
  await expect(desk.button('Prepare the session')).toBeEnabled();
  await examine(desk.page, 'a new session');

  const session = await desk.open({ client: 'Ormeval Group', place: 'Leeds', tables: 1, consoleLanguage: 'en', stageLanguage: 'en', documentLanguage: 'en' });
  await person.scan(linkOf(await session.view()));
  await expect(person.heading('Who are you?')).toBeVisible();
  await examine(person.page, 'the entrance');
  await person.page.getByLabel('Your name').fill('Mary O’Neill');
  await person.button('Enter').click();
  await person.button('Noted').click();
  const guests = await crowd(session, ['Adam', 'Beth', 'Carol', 'David', 'Ellen']);
  const screen = await stage(session);
  await expect(screen.getByText(guests[4]?.pseudonym ?? '', { exact: true })).toBeVisible();
  await examine(screen, 'the lobby on the stage');
  await expect(desk.button('Begin: Welcome')).toBeVisible();
  await examine(desk.page, 'the lobby on the console');

  await session.startAt('manager-leader');
  await session.goTo('sort');
  await expect(person.page.getByText('Card 1 of 24')).toBeVisible();
  await examine(person.page, 'the cards');
  await session.goTo('sliders');
  await expect(person.page.getByRole('radiogroup').first()).toBeVisible();
  await examine(person.page, 'the sliders');
  for (const guest of guests) for (const { id } of guest.room?.play?.contrast?.pairs ?? []) await guest.answer(id, -2, { pass: 'required' });
  await session.goTo('map', 'shown');
  await examine(desk.page, 'the console at the map');
  await examine(screen, 'the map on the stage');
  await session.goTo('individual');
  await expect(person.page.getByRole('heading', { name: /^To place/ })).toBeVisible();
  await examine(person.page, 'the list');
  await session.goTo('N1.vote');
  await expect(person.page.getByRole('radio').first()).toBeVisible();
  await examine(person.page, 'the vote');
  for (const guest of guests) await guest.answer('choice', guest.room?.play?.scenario?.node?.options[0]?.id);
  await session.goTo('N1.split', 'shown');
  await examine(desk.page, 'the console at the split');
  await examine(screen, 'the split on the stage');

  await session.goTo('debrief', 'shown');
  await expect.poll(async () => (await program.call<AttendanceView[]>('attendance', session.id))[0]?.minutes, { timeout: 45_000 }).toBeGreaterThan(0);
  await session.finish();
  await session.do('begin-closing');
  await expect(desk.button('Confirm attendance')).toBeVisible();
  await examine(desk.page, 'the attendance');
  await expect(person.heading('The session is ending.')).toBeVisible();
  await examine(person.page, 'one’s own results');
  const attendance = await program.call<AttendanceView[]>('attendance', session.id);
  await program.call('confirmAttendance', session.id, attendance.map(({ id, name, arrivedAt, leftAt, absent }) => ({ id, name, arrivedAt, leftAt, absent })));
  const { dir } = await program.call<Bundle>('issue', session.id, {});
  const documents = readdirSync(dir).filter((file) => file.endsWith('.pdf'));
  expect(documents).toHaveLength(14);
  for (const file of documents) {
    const text = execFileSync('pdftotext', [join(dir, file), '-'], { encoding: 'utf8' });
    expect(wordsOf(text), `French words in ${file}`).toEqual([]);
  }
});
