import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-full.css';
import '$shared/ui/style/base.css';
import { mount } from 'svelte';
import Gallery from './Gallery.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

export default mount(Gallery, { target });
