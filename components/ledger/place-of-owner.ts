import { siteHref } from '@/components/inventory/facts';
import { pageOf } from '@/components/lists/places';
import { inClusterKey } from '@/domain/estate/resource';
import type { LedgerBlock } from '@/domain/ledger/block';

/** The page of whose block it is, which also tells how what was observed came and went. */
export function placeOfOwner({ owner, site }: Pick<LedgerBlock, 'owner' | 'site'>): string | undefined {
  switch (owner?.kind) {
    case 'site':
      return siteHref(owner.key);
    case 'lan':
      return site === undefined ? undefined : `${siteHref(site)}?tab=lans`;
    case 'vpc':
    case 'v-switch':
    case 'vbr':
    case 'cluster':
      return pageOf(owner.kind, owner.key);
    case 'node':
      return pageOf('node', inClusterKey(owner.within ?? '', owner.key));
    default:
      return undefined;
  }
}
