import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GuardSpec } from '@/domain/changes/change';
import type { DomainError } from '@/domain/errors';
import { aPerson } from '@/server/testing/context';
import { testEnvironment } from '@/server/testing/environment';
import { computeEffect } from '@/server/use-cases/changes/compute-effect';
import { type ChangeWorld, createChangeWorld, Scene } from '@/server/use-cases/changes/testing/change-world';
import { previewEffect } from '@/server/use-cases/changes/preview-effect';
import { readFinding } from '@/server/use-cases/findings/read-finding';
import { readFrame } from '@/server/use-cases/frame/read-frame';
import type { QuestionName } from '@/server/use-cases/questions';
import { ANSWERS } from './answers';
import { EngineThread, openThread } from './engine-thread';

/** A thread that does what a line of JavaScript says with each question. */
const threadThat = (does: string) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (asked) => { ${does} })`,
    {
      eval: true,
    },
  );
/** Without touching the clock, which `vi.waitFor` would move. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

const REPLIES = 'parentPort.postMessage({ id: asked.id, value: asked.input })';
const now = new Date('2026-03-18T09:00:00.000Z');
const actor = { kind: 'system', job: 'test' } as const;

let engine: EngineThread;
const type = (input: unknown, signal?: AbortSignal) => engine.ask('changes.effect', { actor, now, input }, signal);
const look = (input: unknown, signal?: AbortSignal) => engine.ask('frame', { actor, now, input }, signal);
const compare = (input: unknown) => engine.ask('reach.matrix', { actor, now, input });
afterEach(async () => {
  vi.useRealTimers();
  await engine?.close();
});

describe('the engine’s thread', () => {
  it('answers one effect after another', async () => {
    engine = new EngineThread(() => threadThat(REPLIES));
    expect(await Promise.all([1, 2, 3].map((input) => type(input)))).toEqual([1, 2, 3]);
  });

  it('does not begin what its asker no longer waits for', async () => {
    engine = new EngineThread(() => threadThat(`setTimeout(() => ${REPLIES}, 20)`));
    const typedOn = new AbortController();
    const asked = [type('first'), type('second', typedOn.signal), type('third')];
    typedOn.abort();
    const settled = await Promise.allSettled(asked);
    expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.reason))).toEqual([
      'first',
      'answer-not-computed',
      'third',
    ]);
  });

  it('answers an effect while looks take their time, however many there are', async () => {
    const slow = "asked.name === 'frame' ? 200 : 0";
    engine = new EngineThread(() => threadThat(`setTimeout(() => ${REPLIES}, ${slow})`));
    const order: unknown[] = [];
    const looks = ['a', 'b', 'c', 'd', 'e', 'f'].map((input) => look(input).then((value) => order.push(value)));
    await Promise.all([...looks, type('effect').then((value) => order.push(value))]);
    expect(order).toEqual(['effect', 'a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('begins nothing long while something short waits, and one long thing at a time', async () => {
    const begins = 'globalThis.begun = [...(globalThis.begun ?? []), asked.input];';
    const replies = 'setTimeout(() => parentPort.postMessage({ id: asked.id, value: [...globalThis.begun] }), 20)';
    engine = new EngineThread(() => threadThat(`${begins} ${replies}`));
    const looks = ['a', 'b', 'c', 'd', 'e'].map((input) => look(input));
    const long = ['first', 'second'].map((input) => compare(input));
    await Promise.all([...looks, ...long]);
    expect(await look('last')).toEqual(['a', 'b', 'c', 'd', 'e', 'first', 'second', 'last']);
    expect(await long[0]).not.toContain('second');
  });

  it('gets ready once, however often it is told to while it is busy', async () => {
    const counts = "globalThis.n = (globalThis.n ?? 0) + (asked.name === 'ready' ? 1 : 0); asked.input = globalThis.n;";
    engine = new EngineThread(() => threadThat(`${counts} setTimeout(() => ${REPLIES}, 50)`));
    const looks = [1, 2, 3, 4].map((input) => look(input));
    await Promise.all([...looks, engine.getReady(), engine.getReady(), engine.getReady()]);
    expect(await look('how often')).toBe(1);
  });

  it('is followed by another when it dies, and what was asked is asked again', async () => {
    let opened = 0;
    engine = new EngineThread(() => threadThat((opened += 1) === 1 ? 'process.exit(1)' : REPLIES));
    expect(await Promise.all([type('still here'), look('so am I')])).toEqual(['still here', 'so am I']);
    expect(opened).toBe(2);
  });

  it('gives up a question over which it dies again and again, and answers all others', async () => {
    const deadly = `if (asked.input === 'deadly') process.exit(1); setTimeout(() => ${REPLIES}, 20)`;
    engine = new EngineThread(() => threadThat(deadly));
    const asked = [look('before'), look('deadly'), look('beside'), type('typed'), look('after')];
    const settled = await Promise.allSettled(asked);
    expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.code))).toEqual([
      'before',
      'unavailable',
      'beside',
      'typed',
      'after',
    ]);
  });

  it.each([
    ['dies as soon as it is there', () => new Worker('process.exit(1)', { eval: true })],
    [
      'cannot be made',
      () => {
        throw new Error('no memory');
      },
    ],
  ])('that %s rests longer and longer, refuses meanwhile, and comes back by itself', async (_, fails) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let [open, opened]: [() => Worker, number] = [fails, 0];
    engine = new EngineThread(() => {
      opened += 1;
      return open();
    });
    const reasonOf = (asked: Promise<unknown>) => asked.then(String, (error: DomainError) => error.reason);
    expect(await reasonOf(look('over which it dies twice'))).toBe('answer-not-computed');
    expect([engine.state, opened]).toEqual(['running', 2]);
    expect(await reasonOf(look('over which it dies again'))).toBe('engine-not-running');
    expect(await reasonOf(type('during the rest'))).toBe('engine-not-running');
    expect([engine.state, opened]).toEqual(['restarting', 3]);
    vi.advanceTimersByTime(1_000);
    await until(() => opened === 4 && vi.getTimerCount() === 1);
    vi.advanceTimersByTime(1_999);
    open = () => threadThat(REPLIES);
    expect([engine.state, opened]).toEqual(['restarting', 4]);
    vi.advanceTimersByTime(1);
    await until(() => engine.state === 'running');
    expect(await look('back')).toBe('back');
    expect(opened).toBe(5);
  });

  it('refuses in the product’s own words', async () => {
    const refused = "{ code: 'not-found', reason: 'gone', params: {}, problems: [] }";
    engine = new EngineThread(() => threadThat(`parentPort.postMessage({ id: asked.id, refused: ${refused} })`));
    await expect(look(1)).rejects.toMatchObject({ name: 'DomainError', code: 'not-found' });
  });
});

describe('a question that is answered in the thread', () => {
  let world: ChangeWorld;
  beforeAll(async () => {
    world = await createChangeWorld();
  });
  afterAll(() => world.close());

  it('has the answer that it has here', async () => {
    const environment = testEnvironment({ DATABASE_URL: world.appUrl });
    engine = new EngineThread(() => openThread(environment));
    const operation = new Scene(world).route('add-route-entry', '10.0.0.0/16');
    const context = { ...(await world.person('typist', ['engineer'])), engine };
    const guard = GuardSpec.parse({});
    const effect = await previewEffect(context, { operations: [operation], guard });
    // Nothing has been read in this database, so the operation is refused: in the thread as here.
    expect(effect.problems.length).toBeGreaterThan(0);
    expect(effect).toEqual(await computeEffect(world.db, context.now(), { operations: [operation], guard }));
    await engine.getReady();
    expect(await readFrame(context, {})).toEqual(await readFrame({ ...context, engine: undefined }, {}));
    await expect(readFinding(context, { key: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what is answered from the whole estate', () => {
  const INPUTS: Record<QuestionName, object> = {
    'changes.effect': { operations: [] },
    'inventory.effect': { retired: [] },
    frame: {},
    search: { text: 'vbr' },
    'topology.picture': {},
    'topology.object': { kind: 'vbr', key: 'vbr-1' },
    'topology.find': { find: 'vbr' },
    'lists.page': { kind: 'vbr' },
    'lists.details': { kind: 'vbr', id: 'vbr-1' },
    'ledger.read': {},
    'ledger.page': {},
    'ledger.block': { id: 'x' },
    'ledger.room': { role: 'host' },
    'findings.causes': {},
    'findings.members': { cause: 'x' },
    'findings.one': { key: 'x' },
    'reach.ends': { from: 'a', to: 'b' },
    'reach.flows': {},
    'reach.matrix': {},
    'reach.cell': { from: 'a', to: 'b' },
    'reach.failures': {},
    'reach.propose': { text: '' },
    'reach.announce': { kind: 'vbr', key: 'vbr-1' },
    'reach.trails': { kind: 'node', key: 'c|n' },
  };
  const person = aPerson('lin', ['viewer']);
  const ask = vi.fn(async (name: QuestionName, _asked: unknown) => name);
  const context = { db: {} as never, now: () => now, newId: () => '', engine: { ask } };

  it.each(Object.keys(INPUTS) as QuestionName[])('%s is handed on under the name it is answered by', async (name) => {
    expect(await ANSWERS[name]({ ...context, actor: person }, INPUTS[name] as never)).toBe(name);
    expect(ask).toHaveBeenLastCalledWith(name, { actor: person, now, input: INPUTS[name] }, undefined);
  });

  it('is not handed on for who may not see it, nor when it cannot be understood', async () => {
    ask.mockClear();
    const anonymous = { ...context, actor: { kind: 'anonymous' } as const };
    await expect(readFrame(anonymous, {})).rejects.toMatchObject({ code: 'unauthenticated' });
    const wrong = { key: 7 } as never;
    await expect(readFinding({ ...context, actor: person }, wrong)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(ask).not.toHaveBeenCalled();
  });
});
