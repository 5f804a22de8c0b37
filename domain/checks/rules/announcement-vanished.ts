import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { RouteTable } from '@/domain/estate/routes';
import { byText } from '@/domain/estate/projection';
import { Remembered } from '@/domain/memo';
import { prefixFamily } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { podSubnetsAt } from '@/domain/routing/bgp/announced';
import { sessionsToward, trailsOf, type Trail, type VanishReason } from '@/domain/routing/bgp/trail';
import { healthBetween } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { aroundSite } from '@/domain/routing/gateway/surroundings';
import { uncoveredIn } from '@/domain/routing/tables/table-rows';
import type { VbrCheck } from '../each-vbr';
import { stoppedAt, type Fault } from '../finding';
import { isServedElsewhere } from '../served-elsewhere';

/** How the sentence names a reason, the failure it is, and whose job the repair. */
const CAUSES: Readonly<Partial<Record<VanishReason, { cause: string; code: string; owner: Fault['owner'] }>>> = {
  'filtered-out': { cause: 'filtered', code: 'C06', owner: 'idc' },
  'as-loop': { cause: 'loop', code: 'F32', owner: 'idc' },
  'over-limit': { cause: 'limit', code: 'F10', owner: 'idc' },
};
/** Where the settings say that it should be there, what was read differs from what they predict, and the missing row is F01. */
const UNEXPLAINED = { cause: 'unexplained', code: 'C06', owner: 'cloud' } as const;

/**
 * Pod subnets that a gateway has and that a VBR with an established session to it has not: where they vanished, and why as far
 * as settings tell. What another row of the VBR covers has not vanished for any packet; what the gateway itself lacks is F03 or F04,
 * and what everybody sends by other VBRs nobody misses here.
 */
export const announcementVanished: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  const table = tableOf(index, vbr);
  if (!table) return [];
  return gatewaysOf(index, vbr).flatMap((gateway) => vanishedBetween(index, gateway, vbr, table));
};

function tableOf(index: EstateIndex, { routeTable }: Vbr): RouteTable | null {
  if (!routeTable?.entries || evidenceOf(index, 'route-entry', routeTable.key).kind === 'stale') return null;
  return routeTable;
}

function covers(table: RouteTable, range: RangeSet): boolean {
  return uncoveredIn(table, range, isAny, isAny).isEmpty();
}

function isAny(): boolean {
  return true;
}

const subnets = new Remembered<Gateway, RangeSet>();

/** Made anew only when a node of the site is another. */
function subnetsAt(index: EstateIndex, gateway: Gateway): RangeSet {
  return subnets.of(gateway, [aroundSite(index, gateway.site)], () =>
    RangeSet.of(podSubnetsAt(index, gateway).map(({ podCidr }) => podCidr)),
  );
}

function vanishedBetween(index: EstateIndex, gateway: Gateway, vbr: Vbr, table: RouteTable): readonly Fault[] {
  const spoken = new Set(
    sessionsToward(index, gateway, vbr)
      .filter((session) => healthBetween(index, session, gateway) === 'established')
      .map(({ group }) => group.ipVersion ?? 'ipv4'),
  );
  if (spoken.size === 0) return [];
  // Most VBRs cover everything: then no trail has to be walked.
  if (covers(table, subnetsAt(index, gateway))) return [];
  const lost = trailsOf(index, gateway, vbr).filter(
    ({ prefix, vanishedAt }) =>
      (vanishedAt?.stage === 'sent' || vanishedAt?.stage === 'vbr') &&
      // The gateway's want of a policy is said by itself (C05).
      vanishedAt.why !== 'no-policy' &&
      spoken.has(`ipv${prefixFamily(prefix)}`) &&
      !covers(table, RangeSet.of([prefix])),
  );
  return [...groupBy(lost, ({ vanishedAt }) => vanishedAt?.why)].map(([why, trails]) =>
    faultOf(why, trails, gateway, vbr),
  );
}

function faultOf(why: string, trails: readonly Trail[], gateway: Gateway, vbr: Vbr): Fault {
  const known = CAUSES[why as VanishReason];
  const { cause, code, owner } = known ?? UNEXPLAINED;
  const severity = known ? 'error' : 'warning';
  const subject = { kind: 'vbr', key: vbr.key } as const;
  const [first] = [...trails].sort((a, b) => byText(a.prefix, b.prefix));
  const prefix = first?.prefix ?? '';
  const { over } = first?.vanishedAt ?? {};
  const at: Fault['params'] = over ? { peer: over.peer } : {};
  const params = { vbr: vbr.key, gateway: gateway.key, prefix, count: trails.length, cause, ...at };
  const lost = RangeSet.of(trails.map((trail) => trail.prefix));
  const unless: Fault['unless'] = (index) => isServedElsewhere(index, vbr, lost);
  return { code, kind: 'announcement-vanished', severity, owner, subject, params, stops: stoppedAt(subject), unless };
}
