import { CLOUD_SERVICES } from '@/domain/net/special';
import type { RouteEntry } from './routes';
import type { Vpc } from './vpc';

/**
 * The routes that every table of a VPC has, custom ones too (else the vSwitches on one could not reach the others): one per
 * vSwitch, and the cloud's own services. The API gives them no next-hop id, so their kind stands for it. They follow from the
 * vSwitches and are never listed in an estate.
 */
export function systemEntriesOf(vpc: Pick<Vpc, 'vSwitches'>): readonly RouteEntry[] {
  const local = (vpc.vSwitches ?? []).map(({ prefix }) => systemEntry(prefix, 'local'));
  return [...local, systemEntry(CLOUD_SERVICES, 'service')];
}

function systemEntry(prefix: RouteEntry['prefix'], kind: 'local' | 'service'): RouteEntry {
  return { prefix, nextHop: { kind, key: kind }, type: 'system', status: 'available' };
}
