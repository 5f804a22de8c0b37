import { pageOf } from '@/components/lists/places';
import { atMoment } from '@/components/lists/use-past';
import { inClusterKey } from '@/domain/estate/resource';
import type { SearchHit } from '@/domain/search/search';

const under = (path: string, key: string) => `${path}/${encodeURIComponent(key)}`;

type Hit = Pick<SearchHit, 'kind' | 'key' | 'within'>;

/** Their pages know the present only. */
const NO_PAST: ReadonlySet<Hit['kind']> = new Set(['source', 'change', 'person', 'flow', 'finding']);

/** The page of something that was found, or of what it is a part of; of what was found in the past, as it was. */
export function placeOfHit(hit: Hit, at?: string): string {
  return atMoment(placeOf(hit), NO_PAST.has(hit.kind) ? undefined : at);
}

function placeOf({ kind, key, within = '' }: Hit): string {
  switch (kind) {
    case 'site':
      return under('/sites', key);
    case 'lan':
      return `${under('/sites', within)}?tab=lans`;
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
      return under('/changes', key);
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
