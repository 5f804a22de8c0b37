import type { NodePool } from '@/domain/estate/cluster';
import type { Lan } from '@/domain/estate/site';
import { oncePer, oncePerPair } from '@/domain/memo';
import type { Address } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import type { RangeSet } from '@/domain/net/range-set';
import type { FibRow } from '../tables/fib';
import type { Ending } from '../packet';
import type { HopPlace, Reason } from '../verdict';

/** Where a gateway sends: into one of its LANs, to somebody there, over a link to a VBR, into the bin, or nowhere for a stated reason. */
export type GatewayTarget =
  /** `doubt`: why it is not sure that the row is there */
  | { kind: 'deliver'; lan?: string; place: HopPlace; doubt?: Reason }
  | { kind: 'neighbour'; neighbour: Neighbour }
  | { kind: 'gateway'; gateway: string }
  | { kind: 'vbr'; vbr: string }
  | { kind: 'discard' }
  /** `perhaps`: the VBR it leads to if the row is there after all */
  | { kind: 'stop'; end: Ending; perhaps?: string };

/** Somebody in a LAN of the gateway: what is known to arrive by way of it, and the gateways that it sends all else to, if it is a node. */
export type Neighbour = {
  address: Address;
  reaches: readonly { range: RangeSet; into: Delivery }[];
  exits: readonly string[];
};

export type GatewayRow = FibRow<GatewayTarget>;
export type Delivery = Extract<GatewayTarget, { kind: 'deliver' }>;

export const intoLan = oncePer((lan: Lan): Delivery => ({
  kind: 'deliver',
  lan: lan.key,
  place: { kind: 'lan', key: lan.key },
}));

export const intoPool = oncePer(({ key, lan }: NodePool): Delivery => ({
  kind: 'deliver',
  place: { kind: 'pool', key },
  ...(lan === undefined ? {} : { lan }),
}));

/** Pod subnets of one LAN are many rows that all do the same. */
const alikeOf = oncePer(({ place, lan, doubt }: Delivery) =>
  [place.kind, place.key, lan ?? '', String(doubt?.params.within ?? '')].join(' '),
);

const doubtedDelivery = oncePerPair((doubt: Reason, target: Delivery): Delivery => ({ ...target, doubt }));

/** A delivery of which it is not sure that its row is there. */
export function surely(target: Delivery, doubt: Reason | undefined): Delivery {
  return doubt ? doubtedDelivery(doubt, target) : target;
}

/** Administrative distance, lower first: connected, static, BGP, what the site's own routing brings, own aggregates, what the site is declared to carry. */
export const DISTANCE = { connected: 0, static: 1, bgp: 20, interior: 110, aggregate: 200, declared: 250 } as const;

type RowParts = {
  gateway: string;
  prefix: Prefix;
  origin: keyof typeof DISTANCE;
  nextHop: string;
  target: GatewayTarget;
  state?: GatewayRow['state'];
};

export function gatewayRow({ gateway, prefix, origin, nextHop, target, state = 'forwards' }: RowParts): GatewayRow {
  const status = state === 'forwards' ? 'available' : state === 'idle' ? 'pending' : 'unknown';
  return {
    prefix,
    state,
    preference: DISTANCE[origin],
    row: { routeTable: gateway, prefix, type: origin, status, nextHop },
    target,
    ...(target.kind === 'stop' && state === 'idle' ? { telling: tellingOf(target.end) } : {}),
    ...(target.kind === 'deliver' ? { alike: alikeOf(target) } : {}),
  };
}

/** What is not known first, then what the cloud leaves out, then what is wrong with a session; whatever the order of the VBRs. */
export function tellingOf({ kind, finding, owner, reason }: Ending): string {
  const rank = kind === 'unknown' ? 0 : finding === 'F34' ? 1 : reason?.code === 'gateway-no-route' ? 3 : 2;
  return [rank, reason?.code, finding, owner, reason?.params.vbr].join(' ');
}
