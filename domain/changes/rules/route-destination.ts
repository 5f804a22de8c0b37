import type { Problem } from '@/domain/errors';
import type { RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { containsPrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES } from '@/domain/net/special';
import type { RouterRef } from '../effect';

/**
 * What a destination may be (VPC API, CreateRouteEntry; domain rules V1): canonical, not the cloud's own service range
 * itself, on a VPC not equal to or inside a vSwitch. Private or public is no rule for routes, a default route is legal.
 */
export function checkDestination(router: RouterRef, vpc: Vpc | null, prefix: Prefix): readonly Problem[] {
  const path = ['prefix'];
  const problems: Problem[] = [];
  if (prefix === CLOUD_SERVICES) problems.push({ path, code: 'destination-is-cloud-services', params: { prefix } });
  else if (containsPrefix(CLOUD_SERVICES, prefix))
    problems.push({ path, code: 'destination-in-cloud-services', params: { prefix }, severity: 'warning' });
  // OperationUnsupported.Ipv6ForVBR: VBR tables take IPv4 only.
  if (router.kind === 'vbr' && prefixFamily(prefix) === 6)
    problems.push({ path, code: 'ipv6-on-vbr', params: { prefix, vbr: router.key } });
  const inside = vpc?.vSwitches?.find((vSwitch) => containsPrefix(vSwitch.prefix, prefix));
  if (inside)
    problems.push({
      path,
      code: 'destination-in-vswitch',
      params: { prefix, vSwitch: inside.key, range: inside.prefix },
    });
  return problems;
}

/** A destination is unique among custom rows; beside a BGP row of the same prefix the order is not documented. */
export function checkDuplicate(table: RouteTable, prefix: Prefix): readonly Problem[] {
  const same = (table.entries ?? []).filter((entry) => entry.prefix === prefix);
  const custom = same.find((entry) => entry.type === 'custom');
  if (custom) return [{ path: ['prefix'], code: 'destination-exists', params: { prefix, routeTable: table.key } }];
  const dynamic = same.find((entry) => entry.type !== 'system');
  if (dynamic)
    return [
      {
        path: ['prefix'],
        code: 'precedence-undocumented',
        params: { prefix, routeTable: table.key, type: dynamic.type },
        severity: 'warning',
      },
    ];
  const system = same.find((entry) => entry.type === 'system');
  return system ? [{ path: ['prefix'], code: 'destination-exists', params: { prefix, routeTable: table.key } }] : [];
}
