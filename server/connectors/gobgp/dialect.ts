import { z } from 'zod';
import type { ObservedGatewayPeer } from '@/domain/estate/gateway';
import { decode } from './wire';

/** What differs between the generations of GoBGP's API. */
export type Dialect = {
  generation: '3.x' | '4.x';
  service: string;
  tables: { global: number; adjIn: number; adjOut: number };
  /** the number of "best paths" among the filters of WatchEvent, and of an exact look-up */
  bestPaths: number;
  exact: number;
  adminStates: { down: number; tooManyPrefixes: number };
  /** address and length of a path's prefix. @throws when it is none */
  prefixOf(nlri: Uint8Array): string;
  attributesOf(attributes: readonly Uint8Array[]): PathAttributes;
};

export type PathAttributes = { nextHop?: string; asPath: readonly number[]; localPreference?: number; med?: number };

const V3_TYPES = 'type.googleapis.com/apipb.';

const V3: Dialect = {
  generation: '3.x',
  service: 'apipb.GobgpApi',
  tables: { global: 0, adjIn: 2, adjOut: 3 },
  bestPaths: 0,
  exact: 0,
  adminStates: { down: 1, tooManyPrefixes: 2 },
  prefixOf(nlri) {
    const { type_url: type, value } = Any.parse(decode('Any', nlri));
    if (type !== `${V3_TYPES}IPAddressPrefix`) throw new Error('not a prefix');
    return prefixText(decode('Prefix', value));
  },
  attributesOf(attributes) {
    const found = new Map(
      attributes.map((each) => Any.parse(decode('Any', each))).map((any) => [any.type_url, any.value]),
    );
    const part = (name: string) => found.get(`${V3_TYPES}${name}`);
    return together({
      asPath: part('AsPathAttribute'),
      nextHop: part('NextHopAttribute'),
      mpReach: part('MpReachNLRIAttribute'),
      med: part('MultiExitDiscAttribute'),
      localPref: part('LocalPrefAttribute'),
    });
  },
};

const V4: Dialect = {
  generation: '4.x',
  service: 'api.GoBgpService',
  tables: { global: 1, adjIn: 3, adjOut: 4 },
  bestPaths: 1,
  exact: 1,
  adminStates: { down: 2, tooManyPrefixes: 3 },
  prefixOf(nlri) {
    const { prefix } = decode('PrefixNlri', nlri);
    if (prefix === null || prefix === undefined) throw new Error('not a prefix');
    return prefixText(prefix);
  },
  attributesOf(attributes) {
    const found = attributes.map((each) => Attribute.parse(decode('Attribute', each)));
    const part = (name: keyof z.infer<typeof Attribute>) =>
      found.map((each) => each[name]).find((each) => each !== undefined);
    return together({
      asPath: part('as_path'),
      nextHop: part('next_hop'),
      mpReach: part('mp_reach'),
      med: part('multi_exit_disc'),
      localPref: part('local_pref'),
    });
  },
};

/** The newest first: a 3.x server answers the other's calls with UNIMPLEMENTED, and the other way round. */
export const DIALECTS: readonly Dialect[] = [V4, V3];

/** Both generations number these alike. */
const SESSION_STATES: Readonly<Record<number, ObservedGatewayPeer['sessionState']>> = {
  1: 'idle',
  2: 'connect',
  3: 'active',
  4: 'opensent',
  5: 'openconfirm',
  6: 'established',
};

export function sessionStateOf(state: number): ObservedGatewayPeer['sessionState'] {
  return SESSION_STATES[state] ?? 'unknown';
}

/** 4.x has the member; 3.x leaves it out, which reads as unspecified. */
const DISCONNECTS: Readonly<Record<number, ObservedGatewayPeer['lastErrorCode']>> = {
  1: 'admin-shutdown',
  2: 'hold-timer',
  3: 'notification',
  4: 'notification',
  5: 'connection-lost',
  6: 'connection-lost',
  12: 'configuration-changed',
  13: 'bad-peer-as',
};

export function disconnectOf(reason: number): ObservedGatewayPeer['lastErrorCode'] {
  return reason === 0 ? undefined : (DISCONNECTS[reason] ?? 'other');
}

const bytes = z.instanceof(Uint8Array);
const Any = z.object({ type_url: z.string(), value: bytes });
const Attribute = z.object({
  as_path: bytes.optional(),
  next_hop: bytes.optional(),
  multi_exit_disc: bytes.optional(),
  local_pref: bytes.optional(),
  mp_reach: bytes.optional(),
});
const AsPath = z.object({ segments: z.array(z.object({ numbers: z.array(z.number()) })) });

const PrefixParts = z.object({ prefix: z.string(), prefix_len: z.number() });
const Addresses = z.array(z.string());
const Metric = z.number();

function prefixText(prefix: unknown): string {
  const { prefix: address, prefix_len: length } = PrefixParts.parse(prefix);
  return `${address}/${length}`;
}

type Parts = Partial<Record<'asPath' | 'nextHop' | 'mpReach' | 'med' | 'localPref', Uint8Array | undefined>>;

function together({ asPath, nextHop, mpReach, med, localPref }: Parts): PathAttributes {
  const segments = asPath ? AsPath.parse(decode('AsPath', asPath)).segments : [];
  const plain = nextHop ? decode('NextHop', nextHop)['next_hop'] : undefined;
  const [first] = mpReach ? Addresses.parse(decode('MpReach', mpReach)['next_hops']) : [];
  const hop = typeof plain === 'string' ? plain : first;
  return {
    asPath: segments.flatMap((segment) => segment.numbers),
    ...(hop === undefined ? {} : { nextHop: hop }),
    ...(med === undefined ? {} : { med: Metric.parse(decode('MultiExitDisc', med)['med']) }),
    ...(localPref === undefined ? {} : { localPreference: Metric.parse(decode('LocalPref', localPref)['local_pref']) }),
  };
}
