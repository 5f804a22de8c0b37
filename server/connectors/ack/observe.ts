import type { ObservedResource, ResourceOf } from '@/domain/estate/resource';
import { inTurn } from '../alibaba/in-turn';
import type { Listing } from '../alibaba/listing';
import { isPartly, isWhole, type Part, readPart } from '../alibaba/part';
import type { Read } from '../alibaba/read';
import type { Observation, ObservationFailure } from '../types';
import { completed, isNetworkAddOn, sameAs, wholeAddOn, wholePool } from './completion';
import * as listings from './listings';

/** Clusters read at once; the source's own limits come on top. */
const CLUSTERS_AT_ONCE = 4;

/** One part read, and which: all of a kind, or that of one cluster. */
type Reading = { kind: ObservationFailure['kind']; within?: string; part: Part };

/**
 * Reads all clusters of a region with their pools, nodes, add-ons and tasks. Each part of each cluster fails alone, so that
 * one broken cluster hides nothing of another; only parts that came whole and understood are covered. When all of that is read,
 * `others` are asked what they are set to.
 */
export async function observe(
  read: Read,
  region: string,
  others: (addOns: readonly ResourceOf<'add-on'>[]) => Promise<readonly ResourceOf<'add-on'>[]>,
): Promise<Omit<Observation, 'requests'>> {
  const listed = await readPart(read, listings.CLUSTERS, { region_id: region });
  const clusters = listed.resources.filter((each): each is ResourceOf<'cluster'> => each.kind === 'cluster');
  // An endpoint may answer for more than one region; every region is a source of its own.
  const here = clusters.filter(({ attributes }) => attributes.region === undefined || attributes.region === region);
  const readings = await inTurn(here, CLUSTERS_AT_ONCE, (cluster) => readCluster(read, cluster));
  const details = readings.map(({ detail }) => detail);
  const parts = [...clustersTogether(listed, details), ...readings.flatMap(({ within }) => within)];
  const resources = [...details, ...readings.flatMap(({ within }) => within)].flatMap(({ part }) => part.resources);
  const whole = new Map((await others(resources.filter(isOtherAddOn))).map((each) => [each.key, each]));
  return {
    resources: resources.map((each) => (isOtherAddOn(each) ? (whole.get(each.key) ?? each) : each)),
    covered: parts
      .filter(({ part }) => isWhole(part))
      .map(({ kind, within }) => ({ kind, ...(within === undefined ? {} : { within }) })),
    partly: parts
      .filter(({ part }) => isPartly(part))
      .map(({ kind, within, part }) => ({
        kind,
        ...(within === undefined ? {} : { within }),
        rows: part.skipped,
      })),
    failures: parts.flatMap(({ kind, within, part: { error } }) =>
      error === undefined ? [] : [{ kind, ...(within === undefined ? {} : { within }), error }],
    ),
    skipped: [listed, ...readings.flatMap(({ within }) => within.map(({ part }) => part))].flatMap(
      ({ skipped }) => skipped,
    ),
  };
}

function isOtherAddOn(resource: ObservedResource): resource is ResourceOf<'add-on'> {
  return resource.kind === 'add-on' && !isNetworkAddOn(resource.attributes.name);
}

async function readCluster(
  read: Read,
  cluster: ResourceOf<'cluster'>,
): Promise<{ detail: Reading; within: readonly Reading[] }> {
  const { key } = cluster;
  const list = (listing: Listing) => readPart(read, listing, { ClusterId: key });
  const pools = listings.nodePoolsOf(key);
  const [detail, ...within] = await Promise.all([
    completed<ResourceOf<'cluster'>>({ resources: [cluster], skipped: [] }, () => wholeCluster(read, cluster)),
    list(pools).then((part) => completed<ResourceOf<'node-pool'>>(part, (pool) => wholePool(read, pools, pool))),
    list(listings.addOnsOf(key)).then((part) =>
      completed<ResourceOf<'add-on'>>(part, (addOn) => wholeAddOn(read, addOn)),
    ),
    list(listings.nodesOf(key)),
    list(listings.tasksOf(key)),
  ]);
  const kinds = ['node-pool', 'add-on', 'cluster-node', 'cluster-task'] as const;
  return {
    detail: { kind: 'cluster', within: key, part: detail },
    within: within.map((part, at) => ({ kind: kinds[at] ?? 'cluster', within: key, part })),
  };
}

/** Only the detail of a cluster says how its edge pod range is cut. */
async function wholeCluster(read: Read, cluster: ResourceOf<'cluster'>) {
  const action = 'DescribeClusterDetail';
  return sameAs(cluster, listings.CLUSTERS.understand(await read(action, { ClusterId: cluster.key })), action);
}

/** One list, whole, when every cluster of it could be read; else each cluster for itself, and what kept the list from it. */
function clustersTogether(listed: Part, details: readonly Reading[]): readonly Reading[] {
  if (isWhole(listed) && details.every(({ part }) => isWhole(part))) return [{ kind: 'cluster', part: listed }];
  return [...(listed.error === undefined ? [] : [{ kind: 'cluster' as const, part: listed }]), ...details];
}
