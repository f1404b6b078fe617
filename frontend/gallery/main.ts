import '$shared/ui/style/tokens.css';
import '$shared/ui/style/fonts-full.css';
import '$shared/ui/style/base.css';
import { mount } from 'svelte';
import { i18n as console } from '../src/console/i18n';
import { i18n as join } from '../src/join/i18n';
import joinStyle from '../src/join/join.css?inline';
import Gallery from './Gallery.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

// The participants' own style, for what is theirs alone.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`@scope (.join) {${joinStyle}}`);
document.adoptedStyleSheets = [sheet];

// What a surface has for itself speaks its words.
await Promise.all((['fr', 'en'] as const).flatMap((language) => [console.load(language), join.load(language)]));
mount(Gallery, { target });
