import { containsPrefix, prefixFamily, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES } from '@/domain/net/special';
import type { TableState, WorldState } from '@/lab/world/state';
import { badRequest } from '@/lab/alibaba/errors';

/** What the service takes as a destination: a bare address means /32, and it never corrects host bits. */
export function parseDestination(text: string): Prefix {
  const parsed = tryParsePrefix(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  if (!parsed.ok) throw badRequest('InvalidCidrBlock.Malformed', 'Specified CIDR block is not valid.');
  return parsed.value;
}

/** Rules for a new custom entry: unique in its table, and never against what the service itself routes. */
export function checkDestination(state: WorldState, table: TableState, prefix: Prefix): void {
  if (table.routerKind === 'VBR' && prefixFamily(prefix) === 6)
    throw badRequest('OperationUnsupported.Ipv6ForVBR', 'IPv6 is not supported on the route table of a VBR.');
  if (prefix === CLOUD_SERVICES || collidesWithVSwitch(state, table, prefix))
    throw badRequest('InvalidCidrBlock', 'Specified CIDR block is not valid.');
  if (table.routes.some((route) => route.type === 'Custom' && route.prefix === prefix))
    throw badRequest('InvalidCIDRBlock.Duplicate', 'Specified CIDR block is already exists.');
  if (table.routes.filter((route) => route.type === 'Custom').length >= table.quota)
    throw badRequest('QuotaExceeded', 'Route entry quota exceeded in this route table.');
}

/** A VPC's table may hold a range that contains a vSwitch, but neither a vSwitch's own nor a part of it. */
function collidesWithVSwitch(state: WorldState, table: TableState, prefix: Prefix): boolean {
  const vpc = state.estate.vpcs.find((each) => each.key === table.router);
  return (vpc?.vSwitches ?? []).some((vSwitch) => containsPrefix(vSwitch.prefix, prefix));
}
