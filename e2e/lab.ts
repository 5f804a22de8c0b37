import { labAddress } from './product';

/** What befalls the network past the product: console edits, faults, sessions that go down. */

export type Effect = { number: number; action: string; requestId: string };
export type Call = {
  action: string;
  parameters: Record<string, string>;
  requestId: string;
  effect?: number;
};

type Fault = { kind: 'latency'; ms: number } | { kind: 'error'; status: number; code: string };
type Mishap =
  | { kind: 'session'; peer: string; state: 'up' | 'down' }
  | { kind: 'delete-route'; routeTable: string; prefix: string };
type Trouble = {
  rules?: { action?: string; match?: Record<string, string>; times?: number; fault: Fault }[];
  hooks?: { action: string; match?: Record<string, string>; then: Mishap }[];
};

async function ask<T>(method: 'GET' | 'POST' | 'DELETE', address: string, body?: unknown): Promise<T> {
  const answer = await fetch(labAddress() + address, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export const lab = {
  prefixesIn: async (routeTable: string) => {
    type World = { routeTables: { routeTable: string; entries: { prefix: string; type: string; status: string }[] }[] };
    const world = await ask<World>('GET', '/world');
    return world.routeTables.find((each) => each.routeTable === routeTable)?.entries.map(({ prefix }) => prefix) ?? [];
  },
  peersOf: async (vbr: string) => {
    type World = { peers: { peer: string; vbr: string; address: string; sessionState: string }[] };
    return (await ask<World>('GET', '/world')).peers.filter((peer) => peer.vbr === vbr);
  },
  /** Every change the world has seen so far; to be compared with a later look. */
  effects: async () => (await ask<{ effects: Effect[] }>('GET', '/calls')).effects,
  calls: async (action: string) => (await ask<{ calls: Call[] }>('GET', `/calls?action=${action}`)).calls,
  trouble: (trouble: Trouble) => ask('POST', '/faults', trouble),
  noTrouble: () => ask('DELETE', '/faults'),
  session: (peer: string, state: 'up' | 'down') => ask('POST', '/sessions', { peer, state }),
  addRoute: (routeTable: string, prefix: string, routerInterface: string) => {
    const entry = { prefix, nextHop: { kind: 'router-interface', key: routerInterface } };
    return ask('POST', '/routes', { edit: 'add', routeTable, entry });
  },
  removeRoute: (routeTable: string, prefix: string) => ask('POST', '/routes', { edit: 'delete', routeTable, prefix }),
};

/** The effects, of one kind or all, that came after an earlier look. */
export async function effectsSince(earlier: readonly Effect[], action?: string): Promise<readonly Effect[]> {
  const last = earlier.at(-1)?.number ?? 0;
  return (await lab.effects()).filter((effect) => effect.number > last && (!action || effect.action === action));
}
