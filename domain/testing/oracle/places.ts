import type { NodePool } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Site } from '@/domain/estate/site';
import { oncePerPair } from '@/domain/memo';
import type { Prefix } from '@/domain/net/prefix';
import { holds, longest, type Point } from './addresses';
import type { Spot } from './packet';

export function siteOf(estate: Estate, pool: NodePool): string | undefined {
  if (pool.site !== undefined) return pool.site;
  return estate.sites.find((site) => site.lans.some((lan) => lan.key === pool.lan))?.key;
}

/** Everywhere the estate says that an address stands. */
export function spotsOf(estate: Estate, point: Point): readonly Spot[] {
  const spots: Spot[] = [];
  for (const vpc of estate.vpcs)
    if (vpc.prefixes.some((prefix) => holds(prefix, point))) spots.push({ kind: 'vpc', key: vpc.key });
  for (const site of estate.sites) {
    if (site.kind !== 'data-centre') continue;
    const claims = claimsOf(estate, site).filter(({ prefix }) => holds(prefix, point));
    if (claims.length === 0) continue;
    const lan = longest(
      claims.filter((claim) => claim.lan !== undefined),
      ({ prefix }) => prefix,
    )[0]?.lan;
    spots.push({ kind: 'site', key: site.key, ...(lan === undefined ? {} : { lan }) });
  }
  return spots;
}

type Claim = { prefix: Prefix; lan?: string };

/** Written out once for an estate. */
const claimsOf = oncePerPair((estate: Estate, { key, hostPrefixes, lans }: Site): readonly Claim[] => {
  const claims: Claim[] = [];
  for (const prefix of hostPrefixes) claims.push({ prefix });
  for (const lan of lans) claims.push({ prefix: lan.prefix, lan: lan.key });
  for (const cluster of estate.clusters) {
    for (const block of cluster.siteBlocks ?? []) if (block.site === key) claims.push({ prefix: block.prefix });
    for (const pool of cluster.nodePools ?? []) {
      if (pool.kind !== 'edge' || siteOf(estate, pool) !== key) continue;
      for (const node of cluster.nodes ?? [])
        if (node.pool === pool.key)
          for (const prefix of [node.podCidr, node.podCidr6]) if (prefix) claims.push({ prefix, lan: pool.lan });
    }
  }
  return claims;
});
