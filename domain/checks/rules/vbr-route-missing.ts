import type { Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { explainedPart } from '@/domain/routing/bgp/unlearnt';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import { stoppedAt, type Fault, type FindingFix } from '../finding';
import {
  requiredTowardSite,
  requiredTowardVpc,
  sitesBehind,
  uncovered,
  vpcsBehind,
  type Required,
  type VpcBehind,
} from '../required';
import { isServedElsewhere } from '../served-elsewhere';

/**
 * A VBR needs the data centre's ranges toward its circuit (F01 for pods), but for those that are sent by other VBRs alone, and the
 * VPC's toward the VPC (V4). Pods that a session, a filter or a limit keeps it from learning are the finding of that: a row of the VBR's
 * own would only hide it.
 */
export const vbrRouteMissing: VbrCheck = (index, vbr) => {
  const table = vbr.routeTable;
  if (!table?.entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return [];
  const towardSites = vbr.vlanInterface
    ? sitesBehind(index, vbr).flatMap((site) =>
        requiredTowardSite(index, site).map((required) => ({
          required,
          nextHop: vbr.vlanInterface ?? '',
          to: site,
          kept: () => keptFrom(index, vbr, table, required),
          unless: (now: EstateIndex) => isServedElsewhere(now, vbr, required.cover),
        })),
      )
    : [];
  const towardVpcs = vpcsBehind(index, vbr).flatMap(({ vpc, by, near }) =>
    requiredTowardVpc(vpc).map((required) => ({ required, nextHop: near.key, to: vpc.key, by })),
  );
  return [...towardSites, ...towardVpcs].flatMap((each) => missing(vbr, table, each));
};

type Wanted = {
  required: Required;
  nextHop: string;
  to: string;
  by?: VpcBehind['by'];
  /** what of it something keeps away: asked only where anything is missing */
  kept?: () => RangeSet;
  unless?: Fault['unless'];
};

/** Pods for which there is no row at all because it was not told of them. What keeps it from that is only said of sessions read lately. */
function keptFrom(index: EstateIndex, vbr: Vbr, table: RouteTable, required: Required): RangeSet {
  if (required.role !== 'pods' || evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return RangeSet.empty;
  return explainedPart(index, vbr, uncovered(required, table));
}

function missing(vbr: Vbr, table: RouteTable, { required, nextHop, to, by, kept, unless }: Wanted): readonly Fault[] {
  const lacking = uncovered(required, table, nextHop);
  if (lacking.isEmpty()) return [];
  const rest = lacking.subtract(kept?.() ?? RangeSet.empty);
  if (rest.isEmpty()) return [];
  const { prefix, role } = required;
  // Over a transit router the cloud writes the row itself.
  const fix = by === 'transit-router' ? undefined : fixOf(vbr, table.entries ?? [], prefix, nextHop);
  return [
    {
      code: role === 'pods' ? 'F01' : 'V4',
      kind: 'vbr-route-missing',
      severity: 'error',
      owner: 'cloud',
      subject: { kind: 'vbr', key: vbr.key },
      params: { vbr: vbr.key, prefix, role, to, nextHop, uncovered: rest.toPrefixes().join(', ') },
      stops: stoppedAt({ kind: 'vbr', key: vbr.key }, prefix),
      ...(unless ? { unless } : {}),
      ...(fix ? { fix } : {}),
    },
  ];
}

/**
 * A row of the very same prefix that leads elsewhere has to be moved, not joined by another; one that nobody wrote cannot be.
 * A VBR takes no IPv6 rows.
 */
function fixOf(vbr: Vbr, entries: readonly RouteEntry[], prefix: Prefix, nextHop: string): FindingFix | undefined {
  if (prefixFamily(prefix) === 6) return undefined;
  const row = { vbr: vbr.key, table: vbr.routeTable?.key ?? '', prefix };
  const taken = entries.filter((entry) => entry.prefix === prefix);
  if (taken.length === 0) return { operation: 'add-route-entry', params: { ...row, nextHop } };
  const [custom] = taken.filter(({ type }) => type === 'custom').flatMap(nextHopsOf);
  if (!custom) return undefined;
  return { operation: 'move-route-entry', params: { ...row, nextHop: custom.key, newNextHop: nextHop } };
}
