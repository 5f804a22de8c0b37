import type { Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteEntry } from '@/domain/estate/routes';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { evidenceOf } from '@/domain/routing/estate-index';
import { flowsStoppedAt, type Check, type CheckContext, type Finding, type FindingFix } from './finding';
import { requiredTowardSite, requiredTowardVpc, sitesBehind, uncovered, vpcsBehind, type Required } from './required';

/** A VBR needs the data centre's ranges toward its circuit (F01 for pods) and the VPC's toward the VPC (V4). */
export const vbrRouteMissing: Check = (context) =>
  [...context.index.vbrs.values()].flatMap((vbr) => {
    const table = vbr.routeTable;
    if (!table?.entries || evidenceOf(context.index, 'route-entry', table.key).kind === 'stale') return [];
    const { entries } = table;
    const towardSites = vbr.vlanInterface
      ? sitesBehind(context.index, vbr).flatMap((site) =>
          requiredTowardSite(context.index, site).map((required) => ({
            required,
            nextHop: vbr.vlanInterface ?? '',
            to: site,
          })),
        )
      : [];
    const towardVpcs = vpcsBehind(context.index, vbr).flatMap(({ vpc, near }) =>
      requiredTowardVpc(vpc).map((required) => ({ required, nextHop: near.key, to: vpc.key })),
    );
    return [...towardSites, ...towardVpcs].flatMap((each) => missing(context, vbr, entries, each));
  });

type Wanted = { required: Required; nextHop: string; to: string };

function missing(
  context: CheckContext,
  vbr: Vbr,
  entries: readonly RouteEntry[],
  { required, nextHop, to }: Wanted,
): readonly Finding[] {
  const rest = uncovered(required, entries, nextHop);
  if (rest.isEmpty()) return [];
  const { prefix, role } = required;
  const fix = fixOf(vbr, entries, prefix, nextHop);
  return [
    {
      code: role === 'pods' ? 'F01' : 'V4',
      kind: 'vbr-route-missing',
      severity: 'error',
      owner: 'cloud',
      subject: { kind: 'vbr', key: vbr.key },
      params: { vbr: vbr.key, prefix, role, to, nextHop, uncovered: rest.toPrefixes().join(', ') },
      flows: flowsStoppedAt(context, { kind: 'vbr', key: vbr.key }, prefix),
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
