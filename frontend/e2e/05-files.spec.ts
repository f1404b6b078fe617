import { get, type IncomingHttpHeaders } from 'node:http';
import { expect, test } from '@playwright/test';
import { Program } from './program';

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** As it comes over the wire: fetch would unpack it and say nothing. */
function fetched(address: URL, encoding: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'Accept-Encoding': encoding } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}

const named = (text: string) => [...text.matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css|woff2)/g)].map(([name]) => `/assets/${name}`);

test('every file of the participants’ page is kept by the browser for good, the page itself never', async () => {
  const program = new Program();
  await program.start();
  try {
    const page = await fetched(new URL('/', program.room), 'gzip');
    expect(page.headers['cache-control']).toBe('no-store');
    const plainPage = await fetched(new URL('/', program.room), 'identity');
    expect(plainPage.headers['cache-control']).toBe('no-store');

    const seen = new Set<string>();
    const todo = named(plainPage.body.toString());
    let packed = 0;
    for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const [plain, compressed] = await Promise.all([fetched(new URL(path, program.room), 'identity'), fetched(new URL(path, program.room), 'gzip')]);
      for (const { status, headers } of [plain, compressed]) expect([path, status, headers['cache-control']]).toEqual([path, 200, 'public, max-age=31536000, immutable']);
      expect(plain.headers['content-encoding']).toBeUndefined();
      if (compressed.headers['content-encoding'] === 'gzip') {
        packed++;
        expect(compressed.body.length, path).toBeLessThan(plain.body.length);
      }
      if (!path.endsWith('.woff2')) todo.push(...named(plain.body.toString()));
    }
    // The page, its words, its fonts and everything it fetches ahead.
    expect(seen.size).toBeGreaterThan(50);
    expect(packed).toBeGreaterThan(40);
  } finally {
    await program.end();
  }
});
