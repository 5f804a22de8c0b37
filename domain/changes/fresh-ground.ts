import type { Estate } from '@/domain/estate/estate';
import type { ResourceKind } from '@/domain/estate/resource';
import type { RouterRef } from './effect';

/**
 * A part that a fresh reading of a router did not bring whole. `rows`: it came to its end, but these rows of it, named as the
 * source names them, were not understood; absent: it did not come.
 */
export type Shortfall = { kind: ResourceKind; within?: string; rows?: readonly string[] };

/**
 * What a change on a router rests on besides the verdicts of flows, which know by themselves how old each part is. The names of
 * VPCs are needed to tell where the interfaces of a VBR lead; vSwitches are the rows of a VPC's table that no list holds.
 */
const GROUND: Readonly<Record<RouterRef['kind'], ReadonlySet<ResourceKind>>> = {
  vbr: new Set([
    'vbr',
    'vpc',
    'router-interface',
    'route-table',
    'route-entry',
    'bgp-group',
    'bgp-peer',
    'bgp-network',
  ]),
  vpc: new Set(['vpc', 'v-switch', 'router-interface', 'route-table', 'route-entry']),
};

/**
 * Whether a change on a router must not take off on a reading that fell short in this way. What was not understood counts for
 * something else's only when the estate knows that thing, and that it lies elsewhere: what is unknown may be ours.
 */
export function spoilsGround(router: RouterRef, { kind, rows }: Shortfall, estate: Estate): boolean {
  if (!GROUND[router.kind].has(kind)) return false;
  return rows === undefined || rows.length === 0 || !rows.every((row) => liesElsewhere(estate, router, kind, row));
}

function liesElsewhere(estate: Estate, router: RouterRef, kind: ResourceKind, key: string): boolean {
  const isOther = (each: { key: string }) => each.key !== router.key;
  switch (kind) {
    case 'vpc':
    case 'vbr': {
      const known = kind === 'vpc' ? estate.vpcs : estate.vbrs;
      const linked = estate.routerInterfaces.some((each) => {
        const ends = [each.router, each.oppositeRouter];
        return ends.includes(router.key) && ends.includes(key);
      });
      return known.filter(isOther).some((each) => each.key === key) && !linked;
    }
    case 'v-switch':
      return estate.vpcs.filter(isOther).some(({ vSwitches }) => vSwitches?.some((each) => each.key === key));
    case 'router-interface':
      return estate.routerInterfaces.some(
        (each) =>
          each.key === key &&
          each.router !== router.key &&
          each.oppositeRouter !== undefined &&
          each.oppositeRouter !== router.key,
      );
    default:
      // Tables and BGP objects are read for this router alone.
      return false;
  }
}
