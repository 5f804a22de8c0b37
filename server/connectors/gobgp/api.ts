import { z } from 'zod';
import type { Pace } from '../pace';
import { ConnectorError } from '../types';
import type { Connection, Limits } from './client';
import { DIALECTS, type Dialect } from './dialect';
import { toConnectorError, unreadable } from './errors';
import { decode, encode } from './wire';

/** A table of 50,000 paths takes GoBGP eleven seconds; everything else is quick. */
export type Deadlines = { callMs: number; tableMs: number };

/** What one gateway's API is asked. Throws ConnectorError only. */
export type Api = {
  dialect: Dialect;
  global: { asn: number; routerId: string };
  /** each peer as it came, to be understood and rid of its password by the caller */
  listPeers(take: (message: Buffer) => void): Promise<void>;
  listPaths(request: PathRequest, take: (message: Buffer) => void): Promise<void>;
  /** until the signal ends it; `take` is given every event */
  watch(signal: AbortSignal, take: (message: Buffer) => void): Promise<void>;
};

/** `peer` names whose table; `exact` narrows to one prefix. IPv4 unicast. */
export type PathRequest = { table: keyof Dialect['tables']; peer?: string; exact?: string };

const IPV4_UNICAST = { afi: 1, safi: 1 };
const Global = z.object({ global: z.object({ asn: z.number(), router_id: z.string() }) });

/**
 * Asks who is there, which also tells which generation of the API is spoken: the other one's service is UNIMPLEMENTED. Asked
 * anew each time, because a gateway may be upgraded between two readings.
 */
export async function openApi(
  connection: Connection,
  pace: Pace,
  deadlines: Deadlines,
  options: ApiOptions = {},
): Promise<Api> {
  const { signal, counted } = options;
  const paced = <T>(call: () => Promise<T>) =>
    pace.run(() => {
      counted?.();
      return call();
    }, signal);
  const limits: Limits = { deadlineMs: deadlines.callMs, signal };
  const { dialect, global } = await greet(connection, limits, paced);
  const path = (method: string) => `/${dialect.service}/${method}`;
  const stream = (method: string, request: Buffer, deadlineMs: number, take: (message: Buffer) => void) =>
    paced(() => connection.stream(path(method), request, { deadlineMs, signal }, take));
  return {
    dialect,
    global,
    listPeers: (take) =>
      stream('ListPeer', encode('ListPeerRequest', { enable_advertised: true }), deadlines.callMs, take),
    listPaths: ({ table, peer, exact }, take) => {
      const prefixes = exact === undefined ? [] : [{ prefix: exact, type: dialect.exact }];
      const request = { table_type: dialect.tables[table], name: peer ?? '', family: IPV4_UNICAST, prefixes };
      return stream('ListPath', encode('ListPathRequest', request), deadlines.tableMs, take);
    },
    watch: (until, take) => {
      const request = { peer: {}, table: { filters: [{ type: dialect.bestPaths, init: false }] } };
      return connection.stream(path('WatchEvent'), encode('WatchEventRequest', request), { signal: until }, take);
    },
  };
}

export type ApiOptions = { signal?: AbortSignal; counted?: () => void };

async function greet(
  connection: Connection,
  limits: Limits,
  paced: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<Pick<Api, 'dialect' | 'global'>> {
  for (const dialect of DIALECTS) {
    try {
      const answer = await paced(() => connection.unary(`/${dialect.service}/GetBgp`, encode('Empty', {}), limits));
      const { asn, router_id: routerId } = Global.parse(decode('GetBgpResponse', answer)).global;
      return { dialect, global: { asn, routerId } };
    } catch (thrown) {
      if (thrown instanceof z.ZodError) throw unreadable('GetBgp', 'BGP is not configured there');
      if (!isOtherGeneration(thrown)) throw toConnectorError(thrown, 'GetBgp');
    }
  }
  throw new ConnectorError('rejected', 'GetBgp: neither the 3.x nor the 4.x API of GoBGP answers there', {
    code: 'UNIMPLEMENTED',
    outcome: 'none',
  });
}

function isOtherGeneration(thrown: unknown): boolean {
  return thrown instanceof ConnectorError && thrown.details.code === 'UNIMPLEMENTED';
}
