import type { Estate } from '@/domain/estate/estate';
import type { KnownPart } from '@/domain/estate/observed-rows';

/** The parts a full reading of this estate's cloud covers, as far as the estate itself knows them: unknown stays unknown. */
export function knownPartsOf(estate: Estate): readonly KnownPart[] {
  const tables = [
    ...estate.vpcs.flatMap((vpc) => vpc.routeTables ?? []),
    ...estate.vbrs.flatMap((vbr) => vbr.routeTable ?? []),
  ];
  return [
    ...estate.vpcs.flatMap((vpc): KnownPart[] => [
      ...(vpc.vSwitches ? [{ kind: 'v-switch' as const, within: vpc.key }] : []),
      ...(vpc.routeTables ? [{ kind: 'route-table' as const, within: vpc.key }] : []),
    ]),
    ...tables.flatMap((table): KnownPart[] => (table.entries ? [{ kind: 'route-entry', within: table.key }] : [])),
    ...estate.vbrs.flatMap((vbr): KnownPart[] => [
      ...(vbr.bgpGroups ? [{ kind: 'bgp-group' as const, within: vbr.key }] : []),
      ...(vbr.bgpNetworks ? [{ kind: 'bgp-network' as const, within: vbr.key }] : []),
      ...(vbr.bgpGroups ?? []).flatMap((group): KnownPart[] =>
        group.peers ? [{ kind: 'bgp-peer', within: group.key }] : [],
      ),
    ]),
  ];
}
