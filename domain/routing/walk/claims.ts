import { podCidrsOf, type Cluster, type SiteBlock } from '@/domain/estate/cluster';
import type { Site } from '@/domain/estate/site';
import { oncePer, Remembered } from '@/domain/memo';
import type { Prefix } from '@/domain/net/prefix';
import { edgePoolsAt, groupBy, nodesOfPool, type EstateIndex } from '../estate-index';
import type { Expectation } from '../packet';
import { Partition } from '../tables/partition';
import { aroundSite } from '../gateway/surroundings';

/** One declared or observed range, and where its addresses then stand. */
export type Claim = { prefix: Prefix; at: Expectation; lan?: string };

const quickly = new Remembered<readonly Site[], Partition<Claim>>();
const claims = new Remembered<readonly Site[], Partition<Claim>>();

/** Every range of the estate by the address it covers: asked for each bare prefix, made anew only when a range is another. */
export const claimsOf = oncePer((index: EstateIndex): Partition<Claim> => {
  const { sites, clusters, vpcs } = index.estate;
  const rests = [clusters, ...vpcs.flatMap(({ key, prefixes }) => [key, prefixes])];
  return quickly.of(sites, rests, () => settledPartition(index));
});

function settledPartition(index: EstateIndex): Partition<Claim> {
  const { sites, vpcs } = index.estate;
  const edge = sites.filter(({ kind }) => kind === 'data-centre').map((site) => settledClaims(index, site));
  return claims.of(sites, [...edge, ...vpcs.flatMap(({ key, prefixes }) => [key, prefixes])], () => {
    const cloud = vpcs.flatMap(({ key, prefixes }) =>
      prefixes.map((prefix): Claim => ({ prefix, at: { kind: 'vpc', key } })),
    );
    return Partition.of([...cloud, ...edge.flat()], (claim) => claim.prefix);
  });
}

const quickClaims = new Remembered<Site, readonly Claim[]>();
const claimsAlike = new Remembered<Site, readonly Claim[]>();
const NONE: readonly SiteBlock[] = [];

/** The same list while the ranges are the same: nodes come and go, and are ready or not, without moving any. */
function settledClaims(index: EstateIndex, site: Site): readonly Claim[] {
  const blocks = blocksBySite(index.estate.clusters).get(site.key) ?? NONE;
  return quickClaims.of(site, [aroundSite(index, site.key), ...blocks], () => {
    const found = claimsOfSite(index, site, blocks);
    const ranges = found.flatMap(({ prefix, lan }) => [prefix, lan]);
    return claimsAlike.of(site, ranges, () => found);
  });
}

const blocksBySite = oncePer((clusters: readonly Cluster[]) =>
  groupBy(
    clusters.flatMap((cluster) => cluster.siteBlocks ?? []),
    (block) => block.site,
  ),
);

function claimsOfSite(index: EstateIndex, site: Site, blocks: readonly SiteBlock[]): readonly Claim[] {
  const { key } = site;
  const at = { kind: 'site', key } as const;
  const claim = (prefix: Prefix, lan?: string): Claim => ({ prefix, at, ...(lan === undefined ? {} : { lan }) });
  const pods = edgePoolsAt(index, key).flatMap((each) =>
    nodesOfPool(each).flatMap((node) => podCidrsOf(node).map((prefix) => claim(prefix, each.pool.lan))),
  );
  return [
    ...site.hostPrefixes.map((prefix) => claim(prefix)),
    ...site.lans.map((lan) => claim(lan.prefix, lan.key)),
    ...pods,
    ...blocks.map((block) => claim(block.prefix)),
  ];
}
