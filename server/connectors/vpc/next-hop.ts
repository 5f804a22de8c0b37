import type { NextHop, NextHopKind } from '@/domain/estate/routes';

/** Next-hop types of the API that the product knows. System routes add `local` and `service`, which the enumeration omits. */
const WIRE_NAMES = {
  'router-interface': 'RouterInterface',
  'transit-router-attachment': 'Attachment',
  ecr: 'Ecr',
  instance: 'Instance',
  'network-interface': 'NetworkInterface',
  'nat-gateway': 'NatGateway',
  'ipv4-gateway': 'Ipv4Gateway',
  'ipv6-gateway': 'IPv6Gateway',
  local: 'local',
  service: 'service',
} as const satisfies Partial<Record<NextHopKind, string>>;

const KINDS = new Map(Object.entries(WIRE_NAMES).map(([kind, name]) => [name.toLowerCase(), kind as NextHopKind]));

/** Kinds a route entry can be created toward; the others exist only as what the cloud made itself. */
const WRITABLE: ReadonlySet<NextHopKind> = new Set([
  'router-interface',
  'transit-router-attachment',
  'ecr',
  'instance',
  'network-interface',
]);

/** System routes carry no id: their kind stands for it. Any other hop without an id leads nowhere that can be named. */
export function nextHopOf(row: { NextHopType?: string; NextHopId?: string; Weight?: number }): NextHop {
  const kind = KINDS.get(row.NextHopType?.toLowerCase() ?? '') ?? 'other';
  const weight = row.Weight === undefined ? {} : { weight: row.Weight };
  if (row.NextHopId !== undefined) return { kind, key: row.NextHopId, ...weight };
  if (kind === 'local' || kind === 'service') return { kind, key: kind, ...weight };
  return { kind: 'other', key: row.NextHopType ?? 'other', ...weight };
}

/** Null: no entry can be written toward this kind. */
export function wireNextHop(hop: NextHop): { NextHopType: string; NextHopId: string } | null {
  if (!WRITABLE.has(hop.kind)) return null;
  return { NextHopType: WIRE_NAMES[hop.kind as keyof typeof WIRE_NAMES], NextHopId: hop.key };
}
