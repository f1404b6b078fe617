// Answers the first start's questions and prepares a few sessions in a data
// folder, through the program's own console, so that its window opens on the
// home page as on most days: answer.mjs PROGRAM DATA
import { spawn } from 'node:child_process';

const [program, data] = process.argv.slice(2);
const child = spawn(program, ['serve', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LANG: 'en', LC_ALL: 'en', LANGUAGE: '' } });
const link = await new Promise((resolve, reject) => {
  let told = '';
  child.stdout.on('data', (chunk) => {
    told += chunk;
    const found = /^Console: (\S+)$/m.exec(told);
    if (found && /^Room: .+$/m.test(told)) resolve(found[1]);
  });
  child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${told}`)));
  setTimeout(() => {
    child.kill();
    reject(new Error(`${program} does not tell its address: ${told}`));
  }, 60_000).unref();
});
const cookie = (await fetch(link, { redirect: 'manual' })).headers.getSetCookie().map((set) => set.split(';')[0]).join('; ');

async function call(method, ...args) {
  const response = await fetch(new URL(`/api/console/${method}`, link), { method: 'POST', headers: { 'Content-Type': 'application/json', Cookie: cookie }, body: JSON.stringify(args) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

const { settings } = await call('home');
await call('saveSettings', { ...settings, organisation: 'Atelier du Nord', trainer: 'Camille Roux', zone: 'Europe/Paris', language: 'fr' });
for (let n = 1; n <= 6; n++) {
  await call('createSession', {
    workshop: 'essentials', title: `Séance ${n}`, client: 'Groupe Ormeval', place: 'Salle B204', date: '', tables: 2, roster: [],
    consoleLanguage: 'fr', stageLanguage: 'fr', documentLanguage: 'fr', singleTeam: false, noReport: false, followUp: false, rehearsal: false, seed: n,
  });
}
child.removeAllListeners('exit');
const gone = new Promise((resolve) => child.once('exit', resolve));
child.kill();
await gone;
