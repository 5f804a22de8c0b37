import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { seedFigure } from '@/domain/testing/seed-figure';
import { sessionView } from './bgp';
import { buildWorld } from './build';
import { createClock } from './clock';
import { addRouteOutOfBand, deleteRouteOutOfBand, setSession } from './edits';
import { findTable } from './route-tables';
import { WorldStore } from './store';
import { DEFAULT_LATENCY, type Save, World } from './world';

const WALL = Date.parse('2026-03-18T12:00:00Z');

function aWorld(save?: Save, scale = 1) {
  const time = { wall: WALL };
  const clock = createClock({ wall: () => time.wall, scale });
  const state = buildWorld(seedFigure(), { scenario: 'seed', digest: 'd', born: '2026-03-18T12:00:00Z' });
  return { world: new World(state, clock, DEFAULT_LATENCY, save), time };
}

const pend = (world: World, table: string, id: string, status = 'Pending') =>
  world.change((state) => {
    findTable(state, table)?.routes.push({
      ...{ id, prefix: parsePrefix('10.9.0.0/16'), type: 'Custom', status, name: '', description: '' },
      ...{ nextHops: [], modified: world.timestamp },
    });
    world.schedule(1500, { kind: 'route', within: table, id });
  });
const statusOf = (world: World, table: string, id: string) =>
  findTable(world.state, table)?.routes.find((route) => route.id === id)?.status;
const session = (world: World) => {
  const [peer] = world.state.peers;
  return peer && sessionView(world.state, peer, world.now).status;
};

describe('time', () => {
  it('settles a pending entry when it is due, not before', () => {
    const { world, time } = aWorld();
    pend(world, 'vtb-bp1vbr', 'rte-x');
    time.wall += 1499;
    expect(statusOf(world, 'vtb-bp1vbr', 'rte-x')).toBe('Pending');
    time.wall += 1;
    expect(statusOf(world, 'vtb-bp1vbr', 'rte-x')).toBe('Available');
  });

  it('takes a deleted entry away', () => {
    const { world, time } = aWorld();
    pend(world, 'vtb-bp1vbr', 'rte-x', 'Deleting');
    time.wall += 1500;
    expect(statusOf(world, 'vtb-bp1vbr', 'rte-x')).toBeUndefined();
  });

  it('runs faster when told so, and does not jump when the pace changes', () => {
    const { world, time } = aWorld(undefined, 10);
    pend(world, 'vtb-bp1vbr', 'rte-x');
    time.wall += 100;
    world.clock.setScale(1);
    time.wall += 499;
    expect(statusOf(world, 'vtb-bp1vbr', 'rte-x')).toBe('Pending');
    time.wall += 1;
    expect(statusOf(world, 'vtb-bp1vbr', 'rte-x')).toBe('Available');
  });

  it('brings a session up from the moment its peer settled, however late one looks', () => {
    const { world, time } = aWorld();
    world.change((state) => {
      state.peers = state.peers.map((peer) => ({ ...peer, status: 'Pending' }));
      for (const peer of state.peers) world.schedule(1500, { kind: 'peer', within: peer.vbr, id: peer.id });
    });
    expect(session(world)).toBe('Idle');
    time.wall += 1500 + 1999;
    expect(session(world)).toBe('Connect');
    time.wall += 1;
    expect(session(world)).toBe('Established');
  });
});

describe('edits from outside', () => {
  it('hold a session down and let it go', () => {
    const { world, time } = aWorld();
    expect(session(world)).toBe('Established');
    expect(setSession(world, 'bgp-bp1hz', 'down')).toBe(true);
    expect(session(world)).toBe('Idle');
    setSession(world, 'bgp-bp1hz', 'up');
    time.wall += 2000;
    expect(session(world)).toBe('Established');
    expect(setSession(world, 'bgp-none', 'down')).toBe(false);
  });

  it('add and delete an entry at once', () => {
    const { world } = aWorld();
    const prefix = parsePrefix('10.9.0.0/16');
    const entry = {
      prefix,
      nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
      type: 'custom',
      status: 'available',
    } as const;
    expect(addRouteOutOfBand(world, 'vtb-bp1vbr', entry)).toBe(true);
    expect(findTable(world.state, 'vtb-bp1vbr')?.routes.map((route) => route.prefix)).toContain(prefix);
    expect(deleteRouteOutOfBand(world, 'vtb-bp1vbr', prefix)).toBe(true);
    expect(deleteRouteOutOfBand(world, 'vtb-bp1vbr', prefix)).toBe(false);
  });
});

describe('a world that is put away', () => {
  const directory = () => mkdtempSync(path.join(tmpdir(), 'lab-'));

  it('comes back with what was on its way still on its way', () => {
    const place = directory();
    const store = new WorldStore(place);
    const { world } = aWorld(store.save);
    pend(world, 'vtb-bp1vbr', 'rte-x');
    const kept = new WorldStore(place).load(WALL + 1000, 1);
    if (!kept) throw new Error('nothing was kept');
    const time = { wall: WALL + 1000 };
    const clock = createClock({ wall: () => time.wall, startAt: kept.worldNow });
    const restored = new World(kept.state, clock, DEFAULT_LATENCY);
    expect([statusOf(restored, 'vtb-bp1vbr', 'rte-x'), session(restored)]).toEqual(['Pending', 'Established']);
    time.wall += 500;
    expect(statusOf(restored, 'vtb-bp1vbr', 'rte-x')).toBe('Available');
  });

  it('keeps a session down that was held down', () => {
    const store = new WorldStore(directory());
    const { world } = aWorld(store.save);
    setSession(world, 'bgp-bp1hz', 'down');
    const kept = store.load(WALL, 1);
    const restored = kept && new World(kept.state, createClock({ wall: () => WALL }), DEFAULT_LATENCY);
    expect(restored && session(restored)).toBe('Idle');
  });

  it('leaves nothing half-written behind, and a file that is no world is refused by name', () => {
    const place = directory();
    const store = new WorldStore(place);
    aWorld(store.save).world.change(() => undefined);
    expect(readdirSync(place)).toEqual(['world.json']);
    writeFileSync(path.join(place, 'world.json'), '{"version":0');
    expect(() => store.load(WALL, 1)).toThrow(/world\.json is not a world of this version/);
  });

  it('is absent before the first change', () => {
    expect(new WorldStore(directory()).load(WALL, 1)).toBeNull();
  });
});
