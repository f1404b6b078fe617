import { describe, expect, it, vi } from 'vitest';
import { ApiError, mayRetry, toApiError } from './error';
import { httpTransport } from './http';
import { detect } from './transport';
import { wailsTransport } from './wails';

const problem = { code: 'conflict', key: 'moved-on', message: 'Moved on.', hint: 'Look again.', params: { n: '2' } };
const respond = (body: string, status = 200) => vi.fn<typeof fetch>().mockResolvedValue(new Response(body, { status }));

describe('httpTransport', () => {
  it('posts the arguments as a list', async () => {
    const fetcher = respond('{"id":"s1"}');
    await expect(httpTransport('/api/console', fetcher).call('view', 's1', null)).resolves.toEqual({ id: 's1' });
    const [address, init] = fetcher.mock.calls[0] ?? [];
    expect([address, init?.method, init?.body, init?.credentials]).toEqual(['/api/console/view', 'POST', '["s1",null]', 'same-origin']);
  });
  it('resolves an empty answer', async () => {
    await expect(httpTransport('/x', vi.fn<typeof fetch>().mockResolvedValue(new Response(null, { status: 204 }))).call('discard')).resolves.toBeUndefined();
  });
  it('rejects with the refusal', async () => {
    await expect(httpTransport('/x', respond(JSON.stringify(problem), 409)).call('do')).rejects.toMatchObject(problem);
    await expect(httpTransport('/x', respond('<h1>Bad gateway</h1>', 502)).call('do')).rejects.toMatchObject({ code: 'internal' });
  });
  it('says when nothing answers', async () => {
    await expect(httpTransport('/x', vi.fn<typeof fetch>().mockRejectedValue(new TypeError('failed'))).call('do')).rejects.toMatchObject({ key: 'unreachable' });
  });
});

describe('wailsTransport', () => {
  it('carries JSON both ways', async () => {
    const Call = vi.fn().mockResolvedValue('{"a":[1]}');
    await expect(wailsTransport({ Call }).call('view', 's1', { deep: true })).resolves.toEqual({ a: [1] });
    expect(Call).toHaveBeenCalledWith('view', '["s1",{"deep":true}]');
  });
  it('resolves null and empty as undefined', async () => {
    await expect(wailsTransport({ Call: () => Promise.resolve(null) }).call('discard')).resolves.toBeUndefined();
  });
  it('rejects with the refusal, and with plain text as internal', async () => {
    await expect(wailsTransport({ Call: () => Promise.reject(JSON.stringify(problem)) }).call('do')).rejects.toMatchObject(problem);
    await expect(wailsTransport({ Call: () => Promise.reject(new Error('{broken')) }).call('do')).rejects.toMatchObject({ code: 'internal', message: '{broken' });
  });
});

describe('detect', () => {
  it('takes the bridge of the window when there is one', async () => {
    const Call = vi.fn().mockResolvedValue('1');
    const scope = { go: { desktop: { Bridge: { Call } } } } as unknown as typeof globalThis;
    await expect(detect(scope).call('one')).resolves.toBe(1);
  });
});

describe('ApiError', () => {
  it('keeps what may be tried again apart', () => {
    const may = ['unavailable', 'too-many', 'internal', 'conflict', 'invalid', 'not-found', 'unauthorised', 'forbidden', 'too-large'].filter((code) => mayRetry(new ApiError({ ...problem, code })));
    expect(may).toEqual(['unavailable', 'too-many', 'internal']);
  });
  it('hides nothing of an unknown thing', () => {
    expect(toApiError(new Error('boom'))).toMatchObject({ code: 'internal', key: 'internal', message: 'boom' });
    expect(toApiError(undefined)).toMatchObject({ code: 'internal', message: '' });
  });
});
