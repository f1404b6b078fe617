// Opens a session's room through the console's own HTTP interface:
//   node open-session.mjs LINK
// LINK is the console's address with its token. Prints the organisation of the
// settings on one line and the stage's address on the next.
const link = new URL(process.argv[2]);
const locked = await fetch(link, { redirect: 'manual' });
const cookie = locked.headers.getSetCookie().map((set) => set.split(';')[0]).join('; ');
if (!cookie) throw new Error(`the link does not open the console: ${locked.status}`);

async function call(method, ...args) {
  const response = await fetch(new URL(`/api/console/${method}`, link), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify(args),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${text}`);
  return JSON.parse(text);
}

const home = await call('home');
const id = await call('createSession', {
  workshop: 'essentials', title: '', client: 'Groupe Ormeval', place: 'Lille', date: '', tables: 0, roster: [],
  consoleLanguage: 'fr', stageLanguage: 'fr', documentLanguage: 'fr',
  singleTeam: false, noReport: false, followUp: false, rehearsal: false, seed: 1,
});
const view = await call('session', id);
await call('do', id, { name: 'open-room', revision: view.revision });
console.log(home.settings.organisation);
console.log(await call('stageURL', id));
