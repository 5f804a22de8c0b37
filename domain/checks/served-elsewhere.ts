import type { Vbr } from '@/domain/estate/express-connect';
import type { RangeSet } from '@/domain/net/range-set';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { attachmentsOf, nextHopOfAttachment, tableFor } from '@/domain/routing/walk/step-transit';
import { uncoveredIn, type EntryTarget } from '@/domain/routing/tables/table-rows';
import { sitesBehind, vpcsBehind, type VpcBehind } from './required';
import { allLinks, whileSame } from './standing';
import { tablesInUse } from './tables-in-use';

/**
 * Whether a range is sent to a site by its other VBRs and by nobody over this one: pods by one line and hosts by another is a design, and
 * neither VBR lacks what the other has. Not so where a table that would tell was not read.
 */
export function isServedElsewhere(index: EstateIndex, vbr: Vbr, range: RangeSet): boolean {
  const sites = new Set(sitesBehind(index, vbr));
  const toTheSame = linesOf({ index }).filter((line) => line.vbr !== vbr.key && sites.has(line.site));
  const others = [...new Set(toTheSame.map((line) => line.vbr))].flatMap((key) => index.vbrs.get(key) ?? []);
  if (others.length === 0) return false;
  const beside = others.flatMap((each) => vpcsBehind(index, each));
  const sent = vpcsBehind(index, vbr).flatMap((own) => {
    const tables = tablesInUse(index, own.vpc);
    const ways = { vbr: vbr.key, own, beside: beside.filter(({ vpc }) => vpc === own.vpc).map(farOf) };
    return tables.length > 0 ? tables.map((table) => sentBy(index, table, ways, range)) : [UNKNOWN];
  });
  return sent.every(({ here }) => !here) && sent.some(({ elsewhere }) => elsewhere);
}

/** Which VBR leads to which site. Rows have no say in it, so a changed row asks no VBR but its own. */
const linesOf = whileSame(allLinks, ({ index }) =>
  [...index.vbrs.values()].flatMap((vbr) => sitesBehind(index, vbr).map((site) => ({ vbr: vbr.key, site }))),
);

type Ways = { vbr: string; own: VpcBehind; beside: readonly string[] };
type Sent = { here: boolean; elsewhere: boolean };
type Table = Parameters<typeof uncoveredIn>[0];

const UNKNOWN: Sent = { here: true, elsewhere: false };

/** Over a transit router a VPC names one way to all of its VBRs, and the transit router's own table decides. */
function sentBy(index: EstateIndex, table: Table, { vbr, own, beside }: Ways, range: RangeSet): Sent {
  if (!table.entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return UNKNOWN;
  const elsewhere = partToward(table, range, beside).contains(range);
  const toward = partToward(table, range, [farOf(own)]);
  if (toward.isEmpty() || own.by === 'router-interface') return { here: !toward.isEmpty(), elsewhere };
  const attached = attachmentsOf(index, own.vpc.key).find((each) => nextHopOfAttachment(each) === farOf(own));
  const transit = attached && tableFor(attached.transit, attached.attachment.key);
  if (!transit?.entries) return UNKNOWN;
  const ends = attachmentsOf(index, vbr).map(({ attachment }) => attachment.key);
  return { here: !partToward(transit, toward, ends).isEmpty(), elsewhere };
}

function farOf({ far }: VpcBehind): string {
  return far?.key ?? '';
}

/** What of a range the longest rows send to one of these next hops, alone or among others. */
function partToward(table: Table, range: RangeSet, nextHops: readonly string[]): RangeSet {
  const leadsThere = (target: EntryTarget) => target.some(({ key }) => nextHops.includes(key));
  return range.subtract(uncoveredIn(table, range, (rows) => rows.some(({ target }) => leadsThere(target))));
}
