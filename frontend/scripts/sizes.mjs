// Prints what each page weighs, compressed as the server sends it, and fails
// when what the participants' page needs to open outgrows what a slow phone
// should wait for; what it fetches afterwards is marked.
import { gzipSync } from 'node:zlib';
import { opening, pages, reached, read } from './dist.mjs';

const joinLimit = 120_000;
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

for (const page of pages) {
  const first = opening(page);
  let total = 0;
  let later = 0;
  console.log(page);
  for (const name of reached(page)) {
    const raw = read(name);
    const packed = gzipSync(raw).length;
    if (first.includes(name)) total += packed;
    else later += packed;
    console.log(`  ${kilo(packed)} gzip ${kilo(raw.length)} raw  ${name}${first.includes(name) ? '' : '  later'}`);
  }
  console.log(`  ${kilo(total)} gzip to open${later > 0 ? `, ${kilo(later)} later` : ''}`);
  if (page === 'join.html' && total > joinLimit) {
    console.error(`join.html is over ${kilo(joinLimit).trim()}`);
    process.exitCode = 1;
  }
}
