// What the built pages load: shared by check-dist.mjs and sizes.mjs.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const dist = fileURLToPath(new URL('../dist/', import.meta.url));
export const pages = readdirSync(dist).filter((name) => name.endsWith('.html'));
export const read = (name) => readFileSync(join(dist, name));

const assets = (text) => [...text.matchAll(/assets\/[\w.-]+\.(?:js|css|woff2|svg)/g)].map((match) => match[0]);
const siblings = (text) => [...text.matchAll(/["'`]\.\/([\w.-]+\.(?:js|css))["'`]/g)].map((match) => `assets/${match[1]}`);

const imported = (text) => [...text.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].map((match) => `assets/${match[1]}`);

/** Scripts and styles a page reaches, now or later, each once. */
export const reached = (page) => follow(page, (text) => [...siblings(text), ...assets(text)]);

/** Those it cannot open without, and without more files it begins with: not what it fetches once it is open. */
export const opening = (page, more = []) => follow(page, imported, more);

function follow(page, next, more = []) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    if (name.endsWith('.js')) next(read(name).toString()).forEach(visit);
  };
  [...assets(read(page).toString()).filter((name) => /\.(js|css)$/.test(name)), ...more].forEach(visit);
  return [...found];
}
