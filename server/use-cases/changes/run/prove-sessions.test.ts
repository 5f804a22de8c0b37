import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeByTable } from '@/domain/changes/testing/judge';
import { listProofs } from '@/server/db/proofs';
import { type ChangeWorld, createChangeWorld, Scene, seedOf, withoutPeer } from '../testing/change-world';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const proofsOf = async (scene: Scene, changeId: string) =>
  listProofs(world.db, (await scene.change(changeId)).plan!.id);

/** Flows that hang on rows alone, so that what happens is the sessions' doing. */
const byTable = judgeByTable();

/** Right after the last step was seen to have settled. */
function whenApplied(act: () => void) {
  return {
    boundary: (name: string) => {
      if (name === 'after tx applied') act();
      return Promise.resolve();
    },
  };
}

describe('a change that adds a BGP peer', () => {
  it('is done when its session was seen established, and not before', async () => {
    const scene = new Scene(world, seedOf(withoutPeer));
    const changeId = await scene.asked([scene.peer('add-bgp-peer')]);
    expect(await scene.run(changeId)).toBe('done');
    const session = { vbr: scene.vbr.key, address: '169.254.10.2' };
    const proofs = await proofsOf(scene, changeId);
    expect(proofs[0]).toMatchObject({
      result: 'not-yet',
      body: { faults: [{ session, expected: 'come-up', seen: 'down' }] },
    });
    expect(proofs.at(-1)).toMatchObject({
      result: 'proven',
      body: { sessions: [{ session, kind: 'established' }], faults: [] },
    });
  });

  it('puts itself back when the session does not come up within the window', async () => {
    const scene = new Scene(world, seedOf(withoutPeer));
    scene.router.farEndAnswers = false;
    const before = scene.router.contents();
    const changeId = await scene.asked([scene.peer('add-bgp-peer')], { proveWithinSeconds: 10 });
    expect(await scene.run(changeId)).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
    expect(await scene.change(changeId)).toMatchObject({ outcome: { code: 'not-proven-in-time' } });
  });

  it('is not proven by a reading that has grown old, whatever it says', async () => {
    const scene = new Scene(world, seedOf(withoutPeer));
    const changeId = await scene.asked([scene.peer('add-bgp-peer')], { proveWithinSeconds: 10 });
    const part = { source: 'lab', kind: 'bgp-peer', within: scene.vbr.key, observedAt: null, stale: true } as const;
    expect(
      await scene.run(
        changeId,
        whenApplied(() => (scene.parts = [part])),
      ),
    ).toBe('reverted');
    expect((await proofsOf(scene, changeId)).map(({ body }) => body.sessions[0]?.word)).toContain('stale');
  });

  it('ends without a session where its author accepted that by name, and the approver could read it', async () => {
    const scene = new Scene(world, seedOf(withoutPeer));
    scene.router.farEndAnswers = false;
    scene.judge = byTable;
    const accepted = [{ kind: 'session-not-up' as const, key: `${scene.vbr.key}/169.254.10.2` }];
    const changeId = await scene.asked([scene.peer('add-bgp-peer')], { accepted });
    expect(await scene.run(changeId)).toBe('done');
  });
});

describe('a change beside established sessions', () => {
  it('puts itself back early when one of them is lost', async () => {
    const scene = new Scene(world, seedOf());
    scene.judge = byTable;
    const before = scene.router.contents();
    const changeId = await scene.asked([scene.route('add-route-entry', '203.0.113.0/24')], { proveWithinSeconds: 300 });
    const end = await scene.run(
      changeId,
      whenApplied(() => scene.router.loseSession('169.254.10.2')),
    );
    expect(end).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'guard-broken' });
    expect((await proofsOf(scene, changeId)).at(-1)?.body.faults).toMatchObject([
      { session: { address: '169.254.10.2' }, expected: 'stay-up', word: 'down' },
    ]);
  });

  it('does not start when one of them fell since it was planned', async () => {
    const scene = new Scene(world, seedOf());
    scene.judge = byTable;
    const changeId = await scene.asked([scene.route('add-route-entry', '203.0.113.0/24')]);
    scene.router.loseSession('169.254.10.2');
    expect(await scene.run(changeId)).toBe('stale');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'sessions-moved' });
  });

  it('takes one away without missing it', async () => {
    const scene = new Scene(
      world,
      seedOf((estate) => {
        const peers = estate.vbrs[0]!.bgpGroups![0]!.peers!;
        withoutPeer(estate);
        estate.vbrs[0]!.bgpGroups![0]!.peers = peers;
      }),
    );
    scene.judge = byTable;
    const changeId = await scene.asked([scene.peer('remove-bgp-peer')]);
    expect(await scene.run(changeId)).toBe('done');
    expect(scene.view().estate.vbrs[0]!.bgpGroups![0]!.peers).toEqual([]);
  });
});
