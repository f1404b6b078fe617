// Prints what each page weighs as the server sends it, compressed, and fails
// when what a phone must fetch to answer a scenario's node, from opening the
// address on, outgrows what a room's Wi-Fi can bear. What a page fetches when it
// has nothing else to do is marked.
import { gzipSync } from 'node:zlib';
import { opening, pages, reached, read } from './dist.mjs';

const answeringLimit = 60_000;
const withFontsLimit = 140_000;
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
const packed = (name) => gzipSync(read(name), { level: 9 }).length;
const sum = (names, size) => names.reduce((total, name) => total + size(name), 0);

for (const page of pages) {
  const first = opening(page);
  console.log(page);
  for (const name of [page, ...reached(page)]) {
    console.log(`  ${kilo(packed(name))} gzip ${kilo(read(name).length)} raw  ${name}${name === page || first.includes(name) ? '' : '  later'}`);
  }
  console.log(`  ${kilo(sum([page, ...first], packed))} gzip to open`);
}

/** The participants' page with the words of one language. Votes need nothing more: Scenario.svelte has no other import. */
function answering(language) {
  const words = reached('join.html').filter((name) => new RegExp(`^assets/${language}-[\\w-]{8}\\.js$`).test(name));
  if (words.length !== 1) throw new Error(`join.html: ${words.length} files hold the words in ${language}`);
  return ['join.html', ...opening('join.html', words)];
}

/** The faces that French and English letters need: the others are fetched by a name with other letters. */
function fonts(styles) {
  const faces = styles.flatMap((name) => [...read(name).toString().matchAll(/@font-face\s*\{[^}]*\}/g)].map(([face]) => face));
  const latin = faces.filter((face) => /unicode-range:\s*U\+(?:0000-00FF|\?\?|0-FF)/i.test(face));
  if (latin.length !== 2 || !faces.every((face) => face.includes('font-display:swap'))) throw new Error('join.html: expected two faces for Latin letters, and text before any of them');
  return latin.map((face) => /assets\/[\w.-]+\.woff2/.exec(face)[0]);
}

for (const language of ['fr', 'en']) {
  const needed = answering(language);
  const text = sum(needed, packed);
  const faces = fonts(needed.filter((name) => name.endsWith('.css')));
  const all = text + sum(faces, (name) => read(name).length);
  console.log(`join.html to answer a scenario's node, ${language}: ${kilo(text).trim()} of ${kilo(answeringLimit).trim()}; with fonts ${kilo(all).trim()} of ${kilo(withFontsLimit).trim()}`);
  if (text > answeringLimit || all > withFontsLimit) {
    console.error('join.html is over its limit');
    process.exitCode = 1;
  }
}
