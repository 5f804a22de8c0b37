import { LIST_PATHS, pageOf } from '@/components/lists/places';
import type { FindingSubject } from '@/domain/checks/finding';
import { nodeId } from '@/domain/topology/graph';

/** The page of what a finding is about; undefined: it has none. */
export function placeOfSubject({ kind, key }: FindingSubject): string | undefined {
  switch (kind) {
    case 'vpc':
    case 'vbr':
    case 'gateway':
    case 'cluster':
    case 'bgp-peer':
      return pageOf(kind, key);
    case 'physical-connection':
      return pageOf('circuit', key);
    case 'pool':
      return pageOf('node-pool', key);
    case 'node':
      return `${LIST_PATHS.node}?${new URLSearchParams({ q: key })}`;
    case 'site':
      return `/sites/${encodeURIComponent(key)}`;
    case 'source':
      return '/settings/sources';
    case 'lan':
    case 'v-switch':
    case 'router-interface':
    case 'transit-router':
      return undefined;
  }
}

/** Where it is drawn. */
export function pictureOfSubject({ kind, key }: FindingSubject): string | undefined {
  if (kind === 'source') return undefined;
  if (kind === 'cluster' || kind === 'bgp-peer' || kind === 'v-switch')
    return `/topology?${new URLSearchParams({ find: key })}`;
  return `/topology?${new URLSearchParams({ node: nodeId(kind, key) })}`;
}
