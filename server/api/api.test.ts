import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DomainError } from '@/domain/errors';
import { appendAudit } from '@/server/db/audit';
import { inTransaction } from '@/server/db/client';
import { notify } from '@/server/db/notify';
import { aPerson, createTestWorld, type TestWorld } from '@/server/testing/context';
import { processHub } from '@/server/use-cases/live/hub';
import { answerAuditExport } from './audit-export';
import type { ApiContext } from './context';
import * as contextModule from './context';
import { appRouter } from './root';
import { procedure, router } from './trpc';

/** Procedures that fail in every way there is. */
const failing = router({
  refuses: procedure.query(() => {
    throw new DomainError('conflict', 'source-key-taken', { key: 'hz' }, [{ path: ['key'], code: 'taken' }]);
  }),
  breaks: procedure.query(() => {
    throw new Error('SELECT * FROM secret_table: CANARY');
  }),
});

describe('the API', () => {
  let world: TestWorld;
  let context: ApiContext;

  beforeAll(async () => {
    world = await createTestWorld();
    process.env.DATABASE_URL = world.appUrl;
    const actor = aPerson('lin', ['viewer']);
    context = { ...world.as(), actor, requestId: 'req-1', findActor: async () => context.actor };
    return async () => {
      await processHub().close();
      await world.close();
    };
  });
  afterEach(() => {
    context.actor = aPerson('lin', ['viewer']);
    vi.restoreAllMocks();
  });

  const ask = (path: string, routes: typeof appRouter | typeof failing = appRouter, init?: RequestInit) =>
    fetchRequestHandler({
      endpoint: '/api/trpc',
      req: new Request(`http://localhost:3000/api/trpc/${path}`, init),
      router: routes as typeof appRouter,
      createContext: () => context,
    });
  const errorOf = async (response: Response) => ((await response.json()) as { error: { json: unknown } }).error.json;

  it('tells a refusal with its code, its reason and what fills its sentence', async () => {
    const response = await ask('refuses', failing);
    expect(response.status).toBe(409);
    expect(await errorOf(response)).toMatchObject({
      message: 'source-key-taken',
      data: {
        code: 'CONFLICT',
        refusal: {
          code: 'conflict',
          reason: 'source-key-taken',
          params: { key: 'hz' },
          problems: [{ path: ['key'], code: 'taken' }],
        },
      },
    });
  });

  it('tells nothing of what nobody foresaw but the id to look for', async () => {
    const response = await ask('breaks', failing);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toMatch(/CANARY|secret_table|stack|at Object/);
    expect(JSON.parse(text)).toMatchObject({
      error: {
        json: { message: 'unexpected', data: { refusal: { code: 'unexpected', params: { requestId: 'req-1' } } } },
      },
    });
  });

  it.each([
    ['sources.list', '{}', 200],
    ['changes.choices', '{}', 200],
    ['audit.list', '{}', 403],
    ['people.list', '{}', 403],
    ['audit.ofChange', '{"changeId":"not-a-uuid"}', 400],
    ['nowhere.at-all', '{}', 404],
  ])('a viewer asks for %s with %s: %d', async (path, input, status) => {
    const response = await ask(`${path}?input=${encodeURIComponent(`{"json":${input}}`)}`);
    expect(response.status).toBe(status);
  });

  it('lets nobody in who is nobody', async () => {
    context.actor = { kind: 'anonymous' };
    for (const path of [
      'sources.list',
      'changes.choices',
      'changes.list',
      'frame.read',
      'people.me',
      'views.list',
      'settings.appliesStopped',
    ]) {
      const response = await ask(`${path}?input=${encodeURIComponent('{"json":{}}')}`);
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it('changes nothing by GET', async () => {
    const response = await ask(
      `settings.setAppliesStopped?input=${encodeURIComponent('{"json":{"stopped":true,"reason":"x"}}')}`,
    );
    expect(response.status).toBe(405);
  });

  it('streams what changes, as ids, and ends when the person is disabled', async () => {
    const stop = new AbortController();
    const response = await ask('live.watch', appRouter, {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (text: string) => {
      let seen = '';
      while (!seen.includes(text)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended before ${text}: ${seen}`);
        seen += value;
      }
      return seen;
    };
    await until('"kind":"connected"');
    const tell = (topic: 'estate' | 'person', id: string) => inTransaction(world.db, (tx) => notify(tx, { topic, id }));
    const listening = setInterval(() => void tell('estate', 's1'), 100);
    expect(await until('"kind":"changed"')).toContain('"estate":["s1"]');
    clearInterval(listening);
    context.actor = { kind: 'anonymous' };
    await tell('person', 'lin');
    expect(await until('sign-in-needed')).toContain('serialized-error');
    stop.abort();
  });

  it('hands the audit out as a file to those who may read it', async () => {
    await inTransaction(world.db, (tx) =>
      appendAudit(tx, { kind: 'system', job: 't' }, world.now(), [{ action: 'a.b' }]),
    );
    vi.spyOn(contextModule, 'apiContext').mockImplementation(async () => context);
    const post = (body: string) => answerAuditExport(new Request('http://localhost:3000/x', { method: 'POST', body }));
    expect((await post('{}')).status).toBe(403);
    context.actor = aPerson('wang', ['auditor']);
    const response = await post('{"format":"csv"}');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="causeway-audit-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(await response.text()).toContain(',a.b,done,');
    expect((await post('{"format":"exe"}')).status).toBe(400);
    expect((await post('not json')).status).toBe(400);
  });
});
