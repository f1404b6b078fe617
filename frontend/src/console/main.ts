import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-full.css';
import '$shared/ui/style/base.css';
import './console.css';
import './frame/theme.svelte';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

export default mount(App, { target });
