import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-join.css';
import '$shared/ui/style/base.css';
import './join.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

export default mount(App, { target });
