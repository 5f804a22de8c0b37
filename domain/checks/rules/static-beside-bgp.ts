import { nextHopsOf, type RouteEntry } from '@/domain/estate/routes';
import type { Prefix } from '@/domain/net/prefix';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import { stopsNothing, type Fault } from '../finding';
import { removalOf } from '../row-removal';

/**
 * One prefix of a VBR that a row somebody wrote leads one way and a row it learnt another (C12): which of the two decides no paper says,
 * so whoever believes in either may be wrong. Rows that lead the same way decide nothing.
 */
export const staticBesideBgp: VbrCheck = (index, vbr) => {
  const table = vbr.routeTable;
  if (!table?.entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return [];
  const twofold = openIn(table.entries);
  const [first] = twofold;
  if (!first) return [];
  const subject = { kind: 'vbr', key: vbr.key } as const;
  const { beside, ...told } = first;
  const params = { vbr: vbr.key, routeTable: table.key, ...told, count: twofold.length };
  const fix = removalOf(subject, table, beside);
  const fault: Omit<Fault, 'stops'> = {
    code: 'C12',
    kind: 'static-beside-bgp',
    severity: 'notice',
    owner: 'cloud',
    subject,
    params,
  };
  return [{ ...fault, stops: stopsNothing, ...(fix ? { fix } : {}) }];
};

type Twofold = { prefix: Prefix; written: string; learnt: string; beside: RouteEntry };

function openIn(entries: readonly RouteEntry[]): readonly Twofold[] {
  const written = new Map<Prefix, RouteEntry>();
  for (const entry of entries) if (entry.type === 'custom') written.set(entry.prefix, entry);
  if (written.size === 0) return [];
  const ways = (entry: RouteEntry) =>
    nextHopsOf(entry)
      .map(({ key }) => key)
      .sort()
      .join(', ');
  const twofold: Twofold[] = [];
  for (const entry of entries) {
    const beside = entry.type === 'bgp' ? written.get(entry.prefix) : undefined;
    if (!beside || ways(beside) === ways(entry)) continue;
    twofold.push({ prefix: entry.prefix, written: ways(beside), learnt: ways(entry), beside });
  }
  return twofold;
}
