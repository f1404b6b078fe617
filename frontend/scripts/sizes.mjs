// Prints what each page weighs, compressed as the server sends it, and fails
// when the participants' page outgrows what a slow phone should fetch.
import { gzipSync } from 'node:zlib';
import { pages, reached, read } from './dist.mjs';

const joinLimit = 120_000;
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

for (const page of pages) {
  let total = 0;
  console.log(page);
  for (const name of reached(page)) {
    const raw = read(name);
    const packed = gzipSync(raw).length;
    total += packed;
    console.log(`  ${kilo(packed)} gzip ${kilo(raw.length)} raw  ${name}`);
  }
  console.log(`  ${kilo(total)} gzip in all`);
  if (page === 'join.html' && total > joinLimit) {
    console.error(`join.html is over ${kilo(joinLimit).trim()}`);
    process.exitCode = 1;
  }
}
