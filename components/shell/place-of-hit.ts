import { pageOf } from '@/components/lists/places';
import { inClusterKey } from '@/domain/estate/resource';
import type { SearchHit } from '@/domain/search/search';

const at = (path: string, key: string) => `${path}/${encodeURIComponent(key)}`;

/** The page of something that was found, or of what it is a part of. */
export function placeOfHit({ kind, key, within = '' }: Pick<SearchHit, 'kind' | 'key' | 'within'>): string {
  switch (kind) {
    case 'site':
      return at('/sites', key);
    case 'lan':
      return `${at('/sites', within)}?tab=lans`;
    case 'site-block':
    case 'reservation':
      return `/ledger?q=${encodeURIComponent(key.split('|')[1] ?? '')}`;
    case 'vpc':
    case 'v-switch':
    case 'vbr':
    case 'circuit':
    case 'route-table':
    case 'bgp-group':
    case 'bgp-peer':
    case 'gateway':
    case 'cluster':
    case 'node-pool':
    case 'add-on':
    case 'daemon-set':
      return pageOf(kind, key);
    case 'security-group':
      return `${pageOf('vpc', within)}?tab=config`;
    case 'router-interface': {
      const [router, ...name] = within.split(':');
      return pageOf(router === 'vbr' ? 'vbr' : 'vpc', name.join(':'));
    }
    case 'gateway-peer':
    case 'gateway-route': {
      const named = key.slice(within.length + 1);
      return `${pageOf('gateway', within)}?${new URLSearchParams({ tab: kind, q: named })}`;
    }
    case 'source':
      return `/settings/sources?${new URLSearchParams({ q: key })}`;
    case 'node':
      return pageOf('node', inClusterKey(within, key));
    case 'route': {
      const [table = '', prefix = ''] = key.split('|');
      return `${pageOf('route-table', table)}?${new URLSearchParams({ tab: 'route', q: prefix })}`;
    }
    case 'change':
      return at('/changes', key);
    case 'person':
      return '/settings/people';
    case 'flow':
      return `/sites/declare?${new URLSearchParams({ section: 'flows', key })}`;
    case 'finding':
      return `/findings?${new URLSearchParams({ object: within.slice(within.indexOf(':') + 1) })}`;
    case 'transit-router':
      return `/topology?find=${encodeURIComponent(key)}`;
  }
}
