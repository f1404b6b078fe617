import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-full.css';
import './stage.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

export default mount(App, { target });
