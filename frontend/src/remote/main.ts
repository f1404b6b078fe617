import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-join.css';
import '$shared/ui/style/base.css';
import './remote.css';
import { mount } from 'svelte';
import { applyTheme, preferredTheme } from '$shared/ui/theme/theme';
import App from './App.svelte';
import { ask } from './ask';
import { Keeper, scanned, storage } from './pairing';
import { Remote } from './remote.svelte';
import { keepAwake } from './wake';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

applyTheme(preferredTheme());
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(preferredTheme()));

const remote = new Remote({ keeper: new Keeper(storage()), ask });

/** Takes the secret out of the address, where it would be read over a shoulder or kept in the history. */
function begin(): void {
  const pairing = scanned(window.location.hash);
  if (window.location.hash) window.history.replaceState(null, '', window.location.pathname);
  remote.start(pairing);
}

begin();
window.addEventListener('hashchange', () => {
  if (window.location.hash) begin();
});
for (const back of ['online', 'pageshow', 'focus']) window.addEventListener(back, () => remote.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') remote.wake();
});
keepAwake();

export default mount(App, { target, props: { remote } });
