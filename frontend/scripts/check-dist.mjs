// Refuses a build that the room could not run: inline code (blocked by the
// content policy), addresses outside this program (there is no internet), or
// one surface's bundle pulling another's.
import { dist, pages, reached, read } from './dist.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const faults = [];
const expected = ['index.html', 'join.html', 'remote.html', 'stage.html'];
for (const page of expected) if (!pages.includes(page)) faults.push(`${page}: not built`);
for (const page of pages) if (!expected.includes(page)) faults.push(`${page}: must not be in the build`);

for (const page of pages) {
  const html = read(page).toString();
  for (const [tag, attributes, body] of html.matchAll(/<(?:script|style)\b([^>]*)>([^<]*)/g)) {
    if (tag.startsWith('<style') || body.trim() !== '' || !/\bsrc=/.test(attributes)) faults.push(`${page}: inline ${tag.slice(0, 60)}`);
  }
  if (/\s(?:style|on\w+)=/.test(html)) faults.push(`${page}: inline attribute`);
}

// Addresses that are names, not places to fetch from.
const names = [/^http:\/\/www\.w3\.org\//, /^https:\/\/svelte\.dev\/e\//];
// What draws PDF files on the console knows the names of formats, and tests how
// an address is read. It asks for nothing: a page gives it the bytes.
const ofPdf = /^assets\/pdf(?:\.worker)?-/;
const namesOfPdf = [/^http:\/\/www\.xfa\.org\/schema\//, /^http:\/\/ns\.adobe\.com\//, /^https:\/\/github\.com\/zloirock\/core-js/, /^http:\/\/example\.com$/, /^https:\/\/foo\.bar$/];
for (const name of [...pages, ...readdirSync(join(dist, 'assets')).map((file) => `assets/${file}`)]) {
  if (!/\.(html|js|css)$/.test(name)) continue;
  const text = read(name).toString();
  for (const [address] of text.matchAll(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)]*/gi)) {
    const allowed = ofPdf.test(name) ? [...names, ...namesOfPdf] : names;
    if (!allowed.some((known) => known.test(address))) faults.push(`${name}: outside address ${address}`);
  }
  if (name.endsWith('.js') && /\(\?<[=!]/.test(text)) faults.push(`${name}: lookbehind, which Safari before 16.4 cannot parse`);
  if (name.endsWith('.js') && !ofPdf.test(name) && /\bstatic\s*\{/.test(text)) faults.push(`${name}: static block, which Safari before 16.4 cannot parse`);
  if (name.endsWith('.css') && /url\(\s*["']?data:/.test(text)) faults.push(`${name}: inlined asset`);
}

const surfaces = ['console', 'stage', 'join', 'remote'];
for (const surface of surfaces) {
  const page = surface === 'console' ? 'index.html' : `${surface}.html`;
  const others = surfaces.filter((name) => name !== surface);
  for (const asset of reached(page)) {
    if (others.some((other) => asset.startsWith(`assets/${other}-`)) || (surface !== 'console' && ofPdf.test(asset))) faults.push(`${page}: reaches ${asset}`);
  }
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`dist: ${pages.length} pages, nothing inline, nothing from outside, surfaces apart`);
