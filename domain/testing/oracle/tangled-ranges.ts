import { podCidrsOf } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import { addressFromBits, type Address } from '@/domain/net/address';
import {
  firstBits,
  lastBits,
  parsePrefix,
  prefixFamily,
  prefixFromParts,
  prefixLength,
  type Prefix,
} from '@/domain/net/prefix';
import type { Dice } from './dice';

// Few addresses for much to be declared of them: ranges overlap, claims collide, rows compete.
export const CLOUD = ['192.168.0.0/22', '2001:db8:c::/118'].map(parsePrefix);
export const HOSTS = ['172.16.0.0/22', '2001:db8:d::/118'].map(parsePrefix);
export const PODS = ['10.0.0.0/22', '2001:db8:e::/118'].map(parsePrefix);
export const WIDE = ['0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::/0', '2001:db8::/32'].map(
  parsePrefix,
);
export const ALL = [...CLOUD, ...HOSTS, ...PODS];

const UNCLAIMED = ['192.0.2.0/28', '10.0.0.0/16'].map(parsePrefix);

/** Ranges to ask for in an estate: mostly what somebody claims there, now and then what nobody does. */
export function askedOf({ vpcs, sites, clusters }: Estate): readonly Prefix[] {
  const cloud = vpcs.flatMap((vpc) => (vpc.vSwitches ?? []).map(({ prefix }) => prefix));
  const hosts = sites.flatMap((site) => [...site.hostPrefixes, ...site.lans.map(({ prefix }) => prefix)]);
  const pods = clusters.flatMap((cluster) => (cluster.nodes ?? []).flatMap(podCidrsOf));
  const nodes = clusters.flatMap((cluster) =>
    (cluster.nodes ?? [])
      .filter(({ name }) => name.startsWith('cloud'))
      .flatMap(({ address }) => (address === undefined ? [] : [parsePrefix(`${address}/32`)])),
  );
  return [...cloud, ...cloud, ...hosts, ...pods, ...nodes, ...ALL, ...UNCLAIMED];
}

/** A part of one of the ranges, up to eight bits longer. */
export function partOf(dice: Dice, ranges: readonly Prefix[], most = 8): Prefix {
  const range = dice.of(ranges);
  const length = prefixLength(range) + dice.below(most + 1);
  return prefixFromParts(prefixFamily(range), bitsWithin(dice, range), length);
}

function bitsWithin(dice: Dice, range: Prefix): bigint {
  const [first, last] = [firstBits(range), lastBits(range)];
  const span = last - first > 0xffffffffn ? 0xffffffff : Number(last - first) + 1;
  return first + BigInt(dice.below(span));
}

export function addressIn(dice: Dice, range: Prefix): Address {
  return addressFromBits(prefixFamily(range), bitsWithin(dice, range));
}
