import type { DeclaredFacts } from '@/domain/estate/declared';
import { prefixFamily } from '@/domain/net/prefix';
import type { DerivedBlock } from './block';

type Path = readonly (string | number)[];

/** Where in an estate file a claim is made; the top where it is not. */
export function pathOfClaim({ sites, clusters }: Pick<DeclaredFacts, 'sites' | 'clusters'>, block: DerivedBlock): Path {
  const { role, prefix, owner } = block;
  if (role === 'host') {
    const at = sites.findIndex(({ key }) => key === owner.key);
    return ['sites', at, 'hostPrefixes', sites[at]?.hostPrefixes.indexOf(prefix) ?? 0];
  }
  if (role === 'lan') {
    const at = sites.findIndex(({ lans }) => lans.some(({ key }) => key === owner.key));
    return ['sites', at, 'lans', sites[at]?.lans.findIndex(({ key }) => key === owner.key) ?? 0, 'prefix'];
  }
  const at = clusters.findIndex(({ key }) => key === owner.key);
  const cluster = clusters[at];
  if (role === 'site-block') {
    const row = cluster?.siteBlocks?.findIndex((each) => each.prefix === prefix && each.site === block.site);
    return ['clusters', at, 'siteBlocks', row ?? 0, 'prefix'];
  }
  if (role === 'service') return ['clusters', at, 'serviceCidr'];
  return ['clusters', at, prefixFamily(prefix) === 6 ? 'edgePodCidr6' : 'edgePodCidr'];
}
