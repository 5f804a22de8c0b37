import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GuardSpec } from '@/domain/changes/change';
import { testEnvironment } from '@/server/testing/environment';
import { computeEffect } from '@/server/use-cases/changes/compute-effect';
import { type ChangeWorld, createChangeWorld, Scene } from '@/server/use-cases/changes/testing/change-world';
import { previewEffect } from '@/server/use-cases/changes/preview-effect';
import { EngineThread, openThread } from './engine-thread';

/** A thread that does what a line of JavaScript says with each question. */
const threadThat = (does: string) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (asked) => { ${does} })`,
    {
      eval: true,
    },
  );
const ANSWERS = 'parentPort.postMessage({ id: asked.id, value: asked.input })';
const now = new Date('2026-03-18T09:00:00.000Z');

let engine: EngineThread;
afterEach(() => engine.close());

describe('the engine’s thread', () => {
  it('answers one question after another', async () => {
    engine = new EngineThread(() => threadThat(ANSWERS));
    expect(await Promise.all([1, 2, 3].map((input) => engine.ask(now, input)))).toEqual([1, 2, 3]);
  });

  it('does not begin what its asker no longer waits for', async () => {
    engine = new EngineThread(() => threadThat(`setTimeout(() => ${ANSWERS}, 20)`));
    const typedOn = new AbortController();
    const asked = [engine.ask(now, 'first'), engine.ask(now, 'second', typedOn.signal), engine.ask(now, 'third')];
    typedOn.abort();
    const settled = await Promise.allSettled(asked);
    expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.reason))).toEqual([
      'first',
      'effect-not-computed',
      'third',
    ]);
  });

  it('is followed by another when it dies, and the question is asked again', async () => {
    let opened = 0;
    engine = new EngineThread(() => threadThat((opened += 1) === 1 ? 'process.exit(1)' : ANSWERS));
    expect(await engine.ask(now, 'still here')).toBe('still here');
    expect(opened).toBe(2);
  });

  it('gives up a question over which it dies again and again, and answers the next', async () => {
    engine = new EngineThread(() => threadThat(`if (asked.input === 'deadly') process.exit(1); ${ANSWERS}`));
    const [deadly, harmless] = await Promise.allSettled([engine.ask(now, 'deadly'), engine.ask(now, 'harmless')]);
    expect(deadly).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    expect(harmless).toMatchObject({ status: 'fulfilled', value: 'harmless' });
  });

  it('refuses in the product’s own words', async () => {
    const refused = "{ code: 'not-found', reason: 'gone', params: {}, problems: [] }";
    engine = new EngineThread(() => threadThat(`parentPort.postMessage({ id: asked.id, refused: ${refused} })`));
    await expect(engine.ask(now, 1)).rejects.toMatchObject({ name: 'DomainError', code: 'not-found' });
  });
});

describe('an effect computed in the thread', () => {
  let world: ChangeWorld;
  beforeAll(async () => {
    world = await createChangeWorld();
  });
  afterAll(() => world.close());

  it('is the one that is computed here', async () => {
    const environment = testEnvironment({ DATABASE_URL: world.appUrl });
    engine = new EngineThread(() => openThread(environment));
    const operation = new Scene(world).route('add-route-entry', '10.0.0.0/16');
    const context = { ...(await world.person('typist', ['engineer'])), engine };
    const guard = GuardSpec.parse({});
    const effect = await previewEffect(context, { operations: [operation], guard });
    // Nothing has been read in this database, so the operation is refused: in the thread as here.
    expect(effect.problems.length).toBeGreaterThan(0);
    expect(effect).toEqual(await computeEffect(world.db, context.now(), { operations: [operation], guard }));
  });
});
