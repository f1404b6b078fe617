import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-full.css';
import '$shared/ui/style/base.css';
import './console.css';
import './frame/theme.svelte';
import { mount } from 'svelte';
import { detect } from '$shared/api/transport';
import { Api } from './api';
import App from './App.svelte';
import { fetchFor } from './frame/pages';
import { followWindow } from './frame/zoom';
import { i18n } from './i18n';
import { Program } from './program.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

followWindow();
const program = new Program(new Api(detect()));
fetchFor(program.place);
// What tells to wait would stand for a blink.
const blink = new Promise((resolve) => setTimeout(resolve, 300));
const asked = Promise.all([i18n.load(), Promise.race([program.load(), blink])]);
// Meanwhile what the first page writes dates and words with is made: the first of each takes a browser longest.
i18n.date(Date.now());
i18n.typo('« 9 h »');
void asked.then(() => mount(App, { target, props: { program } }));
