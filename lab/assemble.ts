import { randomBytes } from 'node:crypto';
import { createAdminServer } from './admin/server';
import { FaultPlan } from './faults/fault-plan';
import type { OpenDoor } from './endpoint';
import { ENDPOINTS } from './endpoints';
import type { Lab } from './lab';
import { openPort, shutPort } from './ports';
import type { Scenario } from './scenario';
import { CallLog } from './alibaba/call-log';
import { ClientTokens } from './vpc/idempotency';
import { RateBudget } from './alibaba/rate-budget';
import { createCloudServer } from './alibaba/server';
import { vpcApi } from './vpc/api';
import { type AccessKey, NonceMemory } from './alibaba/signature';
import { buildWorld } from './world/build';
import type { Clock } from './world/clock';
import { SingleFlight } from './world/single-flight';
import type { WorldState } from './world/state';
import { type Latency, type Save, World } from './world/world';

export type LabParts = {
  scenario: Scenario;
  /** a world put away before; without it the scenario's is built */
  state?: WorldState;
  clock: Clock;
  latency: Latency;
  accessKey: AccessKey;
  save?: Save;
};

export function assembleLab({ scenario, state, clock, latency, accessKey, save }: LabParts): Lab {
  const build = () => {
    const born = `${new Date(clock.wall()).toISOString().slice(0, 19)}Z`;
    return buildWorld(scenario.estate, { scenario: scenario.name, digest: scenario.digest, born });
  };
  const world = new World(state ?? build(), clock, latency, save);
  const lab: Lab = {
    scenario,
    world,
    faults: new FaultPlan(),
    calls: new CallLog(),
    accessKey,
    nonces: new NonceMemory(),
    tokens: new ClientTokens(),
    flights: new SingleFlight(),
    budget: new RateBudget(),
    doors: {},
    reset() {
      world.replace(build());
      lab.faults.clear();
      lab.calls.clear();
      lab.budget.perMinute = null;
    },
  };
  return lab;
}

export type Listening = {
  port: number;
  adminPort: number;
  /** the ports of the other systems */
  doors: readonly OpenDoor[];
  /** how the product reaches the other systems: entries of its sources file */
  sources: readonly Record<string, unknown>[];
  close(): Promise<void>;
};

type Wished = { port: number; adminPort: number; doors?: Readonly<Record<string, number>> };

/** Opens all ports on loopback; 0 takes a free one. A wished port that is taken gives way to a free one. */
export async function listen(lab: Lab, wished: Wished): Promise<Listening> {
  const api = createCloudServer(lab, vpcApi(lab));
  const admin = createAdminServer(lab);
  const port = await openPort(api, wished.port);
  const adminPort = await openPort(admin, wished.adminPort);
  const doors: OpenDoor[] = [];
  const sources: Record<string, unknown>[] = [];
  for (const endpoint of ENDPOINTS) {
    const opened = await endpoint.open(lab, (door) => wished.doors?.[door] ?? 0);
    doors.push(...opened);
    for (const each of opened) lab.doors[each.door] = each.port;
    sources.push(...endpoint.sources(lab, opened));
  }
  const close = async () => {
    await Promise.all([shutPort(api), shutPort(admin), ...doors.map((door) => door.close())]);
  };
  return { port, adminPort, doors, sources, close };
}

/** Looks like the cloud's own, and is told from a real one at a glance. */
export function newAccessKey(): AccessKey {
  return { id: `LTAIlab${randomBytes(8).toString('hex')}`, secret: randomBytes(20).toString('hex') };
}
