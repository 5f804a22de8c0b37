import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdminServer } from './admin/server';
import { FaultPlan } from './faults/fault-plan';
import type { OpenDoor } from './endpoint';
import { ENDPOINTS } from './endpoints';
import type { Lab } from './lab';
import type { Scenario } from './scenario';
import { CallLog } from './vpc/call-log';
import { ClientTokens } from './vpc/idempotency';
import { RateBudget } from './vpc/quota';
import { createVpcServer } from './vpc/server';
import { type AccessKey, NonceMemory } from './vpc/signature';
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
  const api = createVpcServer(lab);
  const admin = createAdminServer(lab);
  const port = await open(api, wished.port);
  const adminPort = await open(admin, wished.adminPort);
  const doors: OpenDoor[] = [];
  const sources: Record<string, unknown>[] = [];
  for (const endpoint of ENDPOINTS) {
    const opened = await endpoint.open(lab, (door) => wished.doors?.[door] ?? 0);
    doors.push(...opened);
    sources.push(...endpoint.sources(lab, opened));
  }
  const close = async () => {
    await Promise.all([shut(api), shut(admin), ...doors.map((door) => door.close())]);
  };
  return { port, adminPort, doors, sources, close };
}

async function open(server: Server, wished: number): Promise<number> {
  try {
    await listenOn(server, wished);
  } catch (error) {
    if (wished === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listenOn(server, 0);
  }
  return (server.address() as AddressInfo).port;
}

async function listenOn(server: Server, port: number): Promise<void> {
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
}

/** Calls being worked on are answered or cut: an effect that is done stays done. */
async function shut(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Looks like the cloud's own, and is told from a real one at a glance. */
export function newAccessKey(): AccessKey {
  return { id: `LTAIlab${randomBytes(8).toString('hex')}`, secret: randomBytes(20).toString('hex') };
}
