import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { build } from 'vite';
import { axe, guidelines } from './axe';
import { serveUnderPolicy } from './policy';
import { unreadable } from './readable';

declare global {
  interface Window {
    /** What the development page of the console offers. */
    desk: { names: string[]; show(place: string, shown?: object, condition?: object): Promise<void>; then(...places: string[]): void };
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../test-results/console', import.meta.url));

let server: Server;
let address: string;

test.beforeAll(async () => {
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: { states: `${root}dev/console.html` } } } });
  ({ server, address } = await serveUnderPolicy(folder));
});
test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(page: Page, width = 1280, height = 800): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${address}/dev/console.html`);
  await expect(page.locator('html[data-ready=yes]')).toBeAttached();
}

/** Where a session at a picture of the stage is. */
const at = (picture: string) => `/session/${picture.replaceAll('.', '_-').replaceAll(':', '__')}`;

interface State {
  place: string;
  shown?: object;
  condition?: object;
  /** Presses these buttons, one after the other, by their names in French and English. */
  press?: [string | RegExp, string | RegExp][];
  /** Ticks this radio button. */
  choose?: string;
  /** Writes in the field of this label, and leaves it. */
  type?: [[string, string], string];
  /** Not reached with the longest texts, among which a name cannot be printed. */
  usualOnly?: boolean;
}

/** Pages beside the live session, and dialogs over it. */
const others: Record<string, State> = {
  'first start': { place: '/', condition: { ready: false } },
  home: { place: '/' },
  'home, empty': { place: '/', condition: { sessions: 0, running: false } },
  'home, a backup failed': { place: '/', condition: { backupProblem: true, running: false } },
  'home, everything long': { place: '/', shown: { long: true }, condition: { sessions: 50 } },
  'home, the program is silent': { place: '/', condition: { silent: true } },
  'a rehearsal is prepared': { place: '/', press: [[/^Répéter avec/, /^Rehearse with/]] },
  new: { place: '/new' },
  compose: { place: '/compose' },
  'compose from': { place: '/compose/full-day' },
  'a session about to be deleted': { place: '/', press: [[/^Supprimer « /, /^Delete “/]] },
  'a date that is none': { place: '/documents', type: [['Émis du', 'Issued from'], '31/11/2026'] },
  documents: { place: '/documents' },
  'documents, none': { place: '/documents', shown: { people: 0 } },
  'the program does not answer for the documents': { place: '/documents', condition: { silent: true } },
  'a document about to be revoked': { place: '/documents', press: [['Révoquer 2026-0100', 'Revoke 2026-0100']] },
  settings: { place: '/settings' },
  verify: { place: '/verify' },
  'the words of documents': { place: '/wording' },
  rescue: { place: '/', condition: { rescue: 'damaged' } },
  'rescue, the last changes': { place: '/', condition: { rescue: 'log' } },
  'rescue without database': { place: '/', condition: { rescue: 'missing' } },
  'rescue without keys': { place: '/', condition: { rescue: 'keys' } },
  closing: { place: '/session/closing' },
  'closing, long names': { place: '/session/closing', shown: { long: true, people: 40 } },
  'closing, comments': { place: '/session/closing', press: [['Confirmer les présences', 'Confirm attendance']] },
  'closing, documents': { place: '/session/closing', press: [['Confirmer les présences', 'Confirm attendance'], ['Continuer', 'Continue']], usualOnly: true },
  'closing, the end': { place: '/session/closing', press: [['Confirmer les présences', 'Confirm attendance'], ['Continuer', 'Continue'], ['Continuer sans documents', 'Continue without documents']], usualOnly: true },
  closed: { place: '/session/closed' },
  'a closed session about to be deleted': { place: '/session/closed', press: [['Supprimer la séance…', 'Delete the session…']] },
  'figures of a closed session': { place: '/session/closed', press: [[/^Le message à la porte 12/, /^The Message at Gate 12/]] },
  // Of the three screens in one window, the two others are pictures made smaller.
  rehearsal: { place: `${at('vote.open:gate-12:N1')}--rehearsal`, choose: 'Console' },
  'a full disk': { place: `${at('map')}--full` },
  'every notice': { place: `${at('map')}--notices` },
  'the keyboard map': { place: at('map'), press: [[/^Raccourcis/, /^Keyboard/]] },
  'the room': { place: at('map'), press: [[/^192\.168\.108\.124/, /^192\.168\.108\.124/]] },
  'a session prepared for a list': { place: `${at('lobby')}--draft` },
  'the names': { place: at('map'), press: [['Voir les noms', 'Show names']] },
  'a person': { place: at('map'), press: [[/^(Adhara|Bételgeuse)/, /^(Adhara|Bételgeuse)/]] },
  'ten minutes before': { place: at('lobby'), press: [['10 minutes avant…', '10 minutes before…']] },
  'the way to run an activity': { place: at('map'), press: [[/^Comment animer/, /^How to run/]] },
  'the frozen figures': { place: at('map'), press: [['Résultats figés…', 'Frozen results…']] },
  'the attendance sheet': { place: at('map'), press: [['Émargement', 'Attendance sheet']] },
  'the phone as a remote': { place: at('map'), press: [[/^Utiliser mon téléphone/, /^Use my phone/]] },
  'another activity for a step': { place: at('map'), press: [[/^Changer l’activité/, /^Change the activity/]] },
  'asked before a step is skipped': { place: at('map'), press: [['Passer l’étape…', 'Skip the step…']] },
  'asked before the session closes': { place: at('map'), press: [['Clore la séance…', 'Close the session…']] },
  'a box of the debrief': { place: at('map'), press: [[/Quelle paire nous divise/, /Which pair divides us/]] },
  'asked before closing': { place: at('vote.open:gate-12:N1'), press: [[/^Clore le vote/, /^Close the vote/]] },
  'asked what the room chooses': { place: at('decide:gate-12:N1'), press: [[/choix de la salle/i, /room.s choice/i]] },
  'asked before a figure is read out': { place: at('curve-reveal'), press: [['À voix haute…', 'Aloud…']] },
};

/** Moments of a scenario, which are named after its nodes. */
const nodes = ['waiting', 'vote.open:gate-12:N1', 'vote.closed:gate-12:N1', 'split:gate-12:N1', 'decide:gate-12:N1', 'consequence:gate-12:N1:d', 'ending:gate-12:0', 'tree:gate-12:0'];

async function show(page: Page, { place, shown = {}, condition = {}, press = [], choose, type }: State, more: { language: string; dark: boolean; long?: boolean }): Promise<void> {
  await page.evaluate(([place, shown, condition]) => window.desk.show(place, shown, condition), [place, { ...shown, ...more }, condition] as const);
  if (choose) await page.getByRole('radio', { name: choose }).check();
  if (type) {
    const field = page.getByLabel(type[0][more.language === 'fr' ? 0 : 1]);
    await field.fill(type[1]);
    await field.blur();
  }
  for (const names of press) {
    const name = names[more.language === 'fr' ? 0 : 1];
    await page.getByRole('button', { name }).or(page.locator('summary').filter({ hasText: name })).first().click();
  }
}

/** Every state of the console, by name. */
async function every(page: Page): Promise<[string, State][]> {
  const names = await page.evaluate(() => window.desk.names);
  return [...[...names, ...nodes].map((name): [string, State] => [name, { place: at(name) }]), ...Object.entries(others)];
}

/** Pictures at which the console shows what it shows at another: the same lists with more lines, another activity of the kind. */
const alike = /many|tied|said|same|learning|flipped|required|welcome-|closing-|lunch|pause-|^low$|^over$|^join$|^black$|^lines-|^work-|^signals-|empty|canvas-(setup|notes|runoff|roles|debrief)|curve-(place|draw)|sliders-closed|individual-open|issuing|^open-letter|-debrief$/;

for (const more of [{ language: 'fr', dark: false }, { language: 'en', dark: true }]) {
  test(`every state passes the accessibility rules, ${more.language}, ${more.dark ? 'dark' : 'light'}`, async ({ page }) => {
    test.setTimeout(240_000);
    await open(page);
    const told: string[] = [];
    const states = (await every(page)).filter(([name]) => !alike.test(name));
    // A theme changes tones, and a language words: each state in one of the two, in turn, and the first of all in both.
    for (const [name, state] of states.filter((_, index) => index % 2 === Number(more.dark) || index === 0)) {
      await show(page, state, more);
      const { violations } = await axe(page, guidelines).analyze();
      told.push(...violations.map(({ id, nodes }) => `${name}: ${id}, ${nodes.length} times: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`));
    }
    expect(told).toEqual([]);
  });
}

for (const [width, height] of [[1280, 800], [1920, 1080]] as const) {
  test(`everything is read and reached at ${width} × ${height}`, async ({ page }) => {
    test.setTimeout(240_000);
    await open(page, width, height);
    const told: string[] = [];
    const states = await every(page);
    // A theme changes no measure: it is looked at with one of the languages. On the wide screen, the longest alone.
    // The longest texts are looked at in every state, usual ones in one of the two languages, in turn; the long run takes all in both.
    const turns = process.env.ESTRADE_FULL ? 1 : 2;
    const looks = width < 1900 ? [{ language: 'fr', dark: false, turn: 0 }, { language: 'en', dark: true, turn: 1 }, { language: 'fr', dark: false, long: true }] : [{ language: 'fr', dark: true, long: true }];
    for (const { turn, ...more } of looks) {
      for (const [name, state] of states.filter(([, state], index) => (turn === undefined ? !state.usualOnly : index % turns === turn % turns))) {
        await show(page, state, more);
        told.push(...(await unreadable(page)).map((fault) => `${more.language}${'long' in more ? ', long' : ''}, ${name}: ${fault}`));
      }
    }
    for (const room of [{ people: 0, tables: 1 }, { people: 1, tables: 1 }, { people: 200, tables: 34 }, { people: 200, tables: 1, long: true }]) {
      for (const name of ['lobby', 'vote.open:gate-12:N1', 'split:gate-12:N1', 'map', 'reveal', 'team-open', 'carriers-reveal', 'canvas-cluster', 'finished']) {
        await show(page, { place: at(name), shown: room }, { language: 'fr', dark: false });
        told.push(...(await unreadable(page)).map((fault) => `${JSON.stringify(room)} ${name}: ${fault}`));
      }
    }
    expect(told).toEqual([]);
  });
}

test('the home page has one next act: what runs, else the session prepared for next', async ({ page }) => {
  await open(page);
  const solid = page.locator('main .button.solid, .page .button.solid');
  await show(page, { place: '/' }, { language: 'fr', dark: false });
  await expect(solid).toHaveText(['Reprendre']);
  await page.clock.setFixedTime('2026-11-24T07:30:00Z');
  await show(page, { place: '/', condition: { running: false } }, { language: 'fr', dark: false });
  await expect(page.getByText(/· prévue aujourd’hui/)).toBeVisible();
  await expect(solid).toHaveText(['Aller à la séance']);
  await solid.click();
  await expect(page).toHaveURL(/#\/session\/s0$/);
  await page.clock.setFixedTime('2026-11-25T07:30:00Z');
  await show(page, { place: '/', condition: { running: false } }, { language: 'fr', dark: false });
  await expect(page.getByRole('heading', { name: 'Aucune séance en cours' })).toBeVisible();
  await expect(solid).toHaveText(['Commencer la visite']);
});

test('what is said of the signatures stands clear of the tables', async ({ page }) => {
  await open(page);
  for (const people of [12, 200]) {
    await show(page, { place: at('map'), shown: { people, tables: 2 } }, { language: 'fr', dark: false, long: true });
    const told = await page.getByRole('button', { name: /^Émargement/ }).locator('span').last().boundingBox();
    const table = await page.locator('.roster h3').first().boundingBox();
    expect(told && table && told.y + told.height <= table.y).toBe(true);
  }
});

test('a question begins with the way back, and a clicker answers it once it was read', async ({ page }) => {
  await open(page);
  const vote = at('vote.open:gate-12:N1');
  const ask = page.getByRole('dialog', { name: '2 personnes n’ont pas terminé' });
  await show(page, { place: vote }, { language: 'fr', dark: false });
  await page.keyboard.press('PageDown');
  await expect(ask.getByRole('button', { name: 'Annuler' })).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(ask).toBeHidden();
  await expect(page.getByRole('button', { name: /^Clore le vote/ })).toBeVisible();

  await page.evaluate(() => window.desk.then('vote.closed:gate-12:N1'));
  await page.keyboard.press('PageDown');
  await expect(ask).toBeVisible();
  // The second half of a double press closes nothing.
  await page.keyboard.press('PageDown');
  await expect(ask).toBeVisible();
  await page.waitForTimeout(1_100);
  await page.keyboard.press('PageDown');
  await expect(ask).toBeHidden();
  await expect(page.getByRole('button', { name: /^Clore le vote/ })).toBeHidden();
});

test('a dialog begins where it is filled in, and gives the keys back to what opened it, whatever closes it', async ({ page }) => {
  await open(page);
  /** Where; the button that opens it; what has the keys then. Enter closes with the cross and with the way back, beside Escape. */
  const dialogs: [string, RegExp, () => Locator][] = [
    ['/', /^Répéter avec/, () => page.getByLabel('Atelier', { exact: true })],
    ['/', /^Supprimer « /, () => page.getByRole('button', { name: 'Annuler' })],
    ['/documents', /^Révoquer 2026-0100/, () => page.getByLabel('Raison')],
    ['/settings', /^Créer de nouvelles clés/, () => page.getByRole('button', { name: 'Annuler' })],
    ['/session/closed', /^Supprimer la séance/, () => page.getByLabel(/^Pour confirmer/)],
    [at('lobby'), /^Corriger/, () => page.getByLabel('Date', { exact: true })],
    [at('map'), /^Clore la séance/, () => page.getByRole('button', { name: 'Annuler' })],
    [at('map'), /^Changer l’activité/, () => page.getByRole('dialog').getByRole('radio').first()],
    [at('map'), /^Résultats figés/, () => page.getByRole('button', { name: 'Fermer' })],
    [`${at('vote.open:gate-12:N1')}--rehearsal`, /personne simulée|personnes simulées/, () => page.getByLabel('Combien')],
  ];
  for (const [place, name, first] of dialogs) {
    await show(page, { place, ...(place.endsWith('--rehearsal') ? { choose: 'Console' } : {}) }, { language: 'fr', dark: false });
    const opener = page.getByRole('button', { name }).first();
    for (const way of ['Escape', 'cross', 'back']) {
      await opener.focus();
      await page.keyboard.press('Enter');
      await expect(first(), String(name)).toBeFocused();
      const back = page.getByRole('dialog').getByRole('button', { name: /^(Annuler|Fermer)$/ });
      if (way === 'Escape') await page.keyboard.press('Escape');
      else await (way === 'cross' ? back.first() : back.last()).press('Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(opener, `${name} ${way}`).toBeFocused();
    }
  }
});

test('Enter answers a question once what it asks for is given', async ({ page }) => {
  await open(page);
  await show(page, { place: '/documents', press: [['Révoquer 2026-0100', '']] }, { language: 'fr', dark: false });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Établi au mauvais nom');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('what a person’s dialog asks has the keys at once', async ({ page }) => {
  await open(page);
  await show(page, { place: at('map'), press: [[/^Adhara/, '']] }, { language: 'fr', dark: false });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Voir son nom' }).press('Enter');
  await expect(dialog.getByLabel('Nom, tel qu’il sera imprimé')).toBeFocused();
  await dialog.getByRole('button', { name: 'Retirer de la séance…' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Annuler' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Retirer de la séance…' })).toBeFocused();
});

test('where something is to be chosen before the next act, the keys go to it', async ({ page }) => {
  await open(page);
  await show(page, { place: at('sort-score') }, { language: 'fr', dark: false });
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('radio', { name: /^Une crise en ligne/ })).toBeFocused();
});

test('a clicker goes on while the cursor waits in the observation, not while something is written there', async ({ page }) => {
  await open(page);
  await show(page, { place: at('vote.open:gate-12:N1') }, { language: 'fr', dark: false });
  const dialog = page.getByRole('dialog', { name: '2 personnes n’ont pas terminé' });
  await page.getByLabel(/^Votre observation/).fill('La table Loire');
  await page.keyboard.press('PageDown');
  await expect(dialog).toBeHidden();
  await page.getByLabel(/^Votre observation/).fill('');
  await page.keyboard.press('PageDown');
  await expect(dialog).toBeVisible();
});

test('the code given as an example is on one line, however wide the window', async ({ page }) => {
  for (const [width, height] of [[1280, 800], [1600, 900], [3840, 2160]] as const) {
    await open(page, width, height);
    for (const language of ['fr', 'en']) {
      await show(page, { place: '/verify' }, { language, dark: false });
      const lines = await page.locator('.hint', { hasText: '7QF4' }).evaluate((hint) => {
        const text = hint.firstChild as Text;
        const range = document.createRange();
        range.setStart(text, text.data.indexOf('7QF4'));
        range.setEnd(text, text.data.indexOf('93XA') + 4);
        return range.getClientRects().length;
      });
      expect(lines, `${width} ${language}`).toBe(1);
    }
  }
});

test('what comes next is in sight on the longest pages', async ({ page }) => {
  await open(page);
  const { 'closing, documents': documents, settings } = others;
  await show(page, documents as State, { language: 'fr', dark: false });
  await expect(page.getByRole('button', { name: 'Émettre les documents' })).toBeInViewport({ ratio: 1 });
  await show(page, settings as State, { language: 'fr', dark: false });
  await expect(page.getByRole('button', { name: 'Enregistrer', exact: true }).first()).toBeInViewport({ ratio: 1 });
});
