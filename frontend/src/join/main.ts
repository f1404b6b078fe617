import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-join.css';
import '$shared/ui/style/base.css';
import './join.css';
import { mount } from 'svelte';
import { Live, webSocketURL } from '$shared/realtime/live.svelte';
import { applyTheme, preferredTheme } from '$shared/ui/theme/theme';
import App from './App.svelte';
import { rehearsed } from './entry/rehearsed';
import { httpRoom } from './entry/room';
import { followLinks, hideSecret, secretIn } from './entry/secret';
import { i18n } from './i18n';
import { reachable } from './people/keeper';
import { followPage } from './people/page';
import { Tabs } from './people/tabs';
import { Visit } from './visit.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

applyTheme(preferredTheme());
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(preferredTheme()));
// Paper is white: the dark theme's pale ink would not show on it.
window.addEventListener('beforeprint', () => applyTheme('light'));
window.addEventListener('afterprint', () => applyTheme(preferredTheme()));

// Framed beside the console in a rehearsal; else undefined.
const framed = rehearsed();
const visit = new Visit({
  api: httpRoom(),
  connect: (options) => new Live(options),
  url: webSocketURL('/connection/websocket'),
  ...(framed ?? { page: reachable('sessionStorage'), tabs: (options) => new Tabs(options) }),
});
followPage(visit);
if (!framed) followLinks();
// The simulated participant answers on another connection, of which no picture tells this one.
else setInterval(() => visit.room?.refresh(), 1_500);

// The room is asked while the words are on their way.
const begun = visit.begin(framed ? '' : secretIn(location.hash));
// What stands on the page until then is written in join.html, which tells what
// to do if nothing follows; the link stays whole for it.
void i18n.load().then(async () => {
  if (!framed) hideSecret();
  // A screen that stands for a blink costs a slow phone as much as the one after it.
  const blink = new Promise((resolve) => setTimeout(resolve, 300));
  await Promise.race([begun, blink]);
  target.replaceChildren();
  mount(App, { target, props: { visit } });
});
