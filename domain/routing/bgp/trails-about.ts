import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { inClusterKey } from '@/domain/estate/resource';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf, type EstateIndex } from '../estate-index';
import { gatewaysOf, vbrsOf } from '../sessions/link';
import { uncoveredIn } from '../tables/table-rows';
import { sessionsToward, trailsOf, type Trail } from './trail';

/** What trails are asked about: everything that a VBR is told, that a gateway tells, or that comes from one node, by its name within its cluster. */
export type TrailsAsked = { kind: 'vbr' | 'gateway' | 'node'; key: string };

/** A trail, and whether the VBR has a row for the subnet all the same: then no packet misses what vanished. */
export type ShownTrail = Trail & { isCovered: boolean };

/** Some trails, those that break first, and how many there are of each. */
export type Trails = { shown: readonly ShownTrail[]; count: number; broken: number };

const MOST = 12;

/** From every node that is meant, over every gateway that has a session with a VBR. Where nobody speaks BGP there is no trail. */
export function trailsAbout(index: EstateIndex, asked: TrailsAsked): Trails {
  const all = waysOf(index, asked)
    .filter(({ gateway, vbr }) => sessionsToward(index, gateway, vbr).length > 0)
    .flatMap(({ gateway, vbr }) =>
      trailsOf(index, gateway, vbr)
        .filter((trail) => asked.kind !== 'node' || inClusterKey(trail.cluster, trail.node) === asked.key)
        .map((trail): ShownTrail => ({ ...trail, isCovered: isCovered(index, vbr, trail) })),
    );
  const inOrder = [...all].sort((a, b) => rankOf(a) - rankOf(b));
  const broken = all.filter(({ vanishedAt }) => vanishedAt !== undefined).length;
  return { shown: inOrder.slice(0, MOST), count: all.length, broken };
}

function rankOf({ vanishedAt, isCovered: isThere, sightings }: ShownTrail): number {
  if (vanishedAt) return isThere ? 1 : 0;
  return sightings.some(({ has }) => has === null) ? 2 : 3;
}

function waysOf(index: EstateIndex, { kind, key }: TrailsAsked): readonly { gateway: Gateway; vbr: Vbr }[] {
  if (kind === 'vbr') {
    const vbr = index.vbrs.get(key);
    return vbr ? gatewaysOf(index, vbr).map((gateway) => ({ gateway, vbr })) : [];
  }
  const gateways = [...index.gateways.values()].filter((each) => kind === 'node' || each.key === key);
  return gateways.flatMap((gateway) => vbrsOf(index, gateway).map((vbr) => ({ gateway, vbr })));
}

function isCovered(index: EstateIndex, { routeTable }: Vbr, { prefix }: Trail): boolean {
  if (!routeTable?.entries || evidenceOf(index, 'route-entry', routeTable.key).kind === 'stale') return false;
  return uncoveredIn(routeTable, RangeSet.of([prefix]), () => true).isEmpty();
}
