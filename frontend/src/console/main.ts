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
import { i18n } from './i18n';
import { Program } from './program.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

const program = new Program(new Api(detect()));
fetchFor(program.place);
// What tells to wait would stand for a blink.
const blink = new Promise((resolve) => setTimeout(resolve, 300));
void Promise.all([i18n.load(), Promise.race([program.load(), blink])]).then(() => mount(App, { target, props: { program } }));
