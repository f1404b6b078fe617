import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$shared/api/error';
import { httpRoom } from './room';

const answering = (body: string, status = 200) => vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, { status })));

describe('httpRoom', () => {
  it('posts the pass and reads the greeting', async () => {
    const fetcher = answering('{"session":"s1"}');
    expect(await httpRoom(fetcher).greet({ code: 'ABC234', secret: '' }, 'en')).toEqual({ session: 's1' });
    const [path, init] = fetcher.mock.calls[0] ?? [];
    expect(path).toBe('/api/greet');
    expect(init?.body).toBe('{"code":"ABC234","secret":"","language":"en"}');
  });
  it('passes on a refusal of the server', async () => {
    const refusal = { code: 'unauthorised', key: 'wrong-code', message: 'No.' };
    await expect(httpRoom(answering(JSON.stringify(refusal), 401)).greet({ code: 'X', secret: '' }, 'fr')).rejects.toMatchObject(refusal);
  });
  it('calls a page that is not ours unreachable', async () => {
    const failed = httpRoom(answering('<html>Wi-Fi</html>')).greet({ code: 'X', secret: '' }, 'fr');
    await expect(failed).rejects.toBeInstanceOf(ApiError);
    await expect(failed).rejects.toMatchObject({ code: 'unavailable' });
  });
  it('calls a lost network unreachable', async () => {
    const fetcher = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('network')));
    await expect(httpRoom(fetcher).greet({ code: 'X', secret: '' }, 'fr')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
