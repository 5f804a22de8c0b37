import { createTRPCClient } from '@trpc/client';
import superjson from 'superjson';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AppRouter } from '@/server/api/root';
import { createLinks } from './links';

describe('a question to the server', () => {
  afterEach(() => vi.unstubAllGlobals());

  const askedWith = async (toggled: string[]) => {
    const result = { result: { data: superjson.serialize('a picture') } };
    const fetch = vi.fn(async (url: string, _request: RequestInit) =>
      Response.json(url.includes('batch=1') ? [result] : result),
    );
    vi.stubGlobal('fetch', fetch);
    const answer = await createTRPCClient<AppRouter>({ links: createLinks() }).estate.topology.query({ toggled });
    expect(answer).toBe('a picture');
    const [url = '', request] = fetch.mock.calls[0] ?? [];
    return { url, method: request?.method, body: request?.body };
  };

  it('goes by address', async () => {
    expect(await askedWith(['site:dc-000'])).toMatchObject({ method: 'GET', body: undefined });
  });

  it('goes as a body when two hundred open sites make it too long for an address', async () => {
    const toggled = Array.from({ length: 200 }, (_none, at) => `site:dc-${String(at).padStart(3, '0')}`);
    const { url, method, body } = await askedWith(toggled);
    expect({ url, method }).toEqual({ url: '/api/trpc/estate.topology', method: 'POST' });
    expect(superjson.parse(body as string)).toEqual({ toggled });
  });
});
