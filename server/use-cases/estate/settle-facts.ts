import { z } from 'zod';
import { canonicalJson } from '@/domain/canonical-json';
import { DeclaredCluster } from '@/domain/estate/declared';
import type { ClustersRead } from '@/domain/estate/declared-of';
import type { Estate } from '@/domain/estate/estate';
import type { ResourceKind } from '@/domain/estate/resource';
import { settledCluster } from '@/domain/estate/settled-cluster';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import { checkGroundJob } from '../changes/jobs';
import { command } from '../command';
import { writeFacts } from '../inventory/write-facts';
import { clustersRead } from './clusters-read';
import { type DeclaredDiff, loadStoredFacts } from './declared-diff';
import { loadEstateView } from './load-estate';

/**
 * Clusters are declared only as far as no source reads them. What was declared before one did, or by a version that declared more,
 * is let go here once it was read as the same; what was read as something else stays, and is a finding. Safe to repeat.
 */
export const settleFacts = command({
  name: 'fact.settle',
  permission: 'system:run',
  input: z.strictObject({}),
  async run(scope) {
    const { tx, now } = scope;
    const view = await loadEstateView(tx, { now });
    const read = onceRead(view, await clustersRead(tx));
    const changed = settled(view.estate, await loadStoredFacts(tx), read);
    if (changed.length === 0) return { result: { changed: 0 }, audit: [] };
    await writeFacts(tx, scope, { added: [], changed, removed: [], unchanged: 0 });
    const factOf = ({ section, key, attributes }: (typeof changed)[number]['after']) => ({ section, key, attributes });
    return {
      result: { changed: changed.length },
      audit: {
        action: 'fact.settle',
        objects: changed.slice(0, NAMED).map(({ after }) => `${after.section}:${after.key}`),
        before: changed.map(({ before }) => factOf(before)),
        after: changed.map(({ after }) => factOf(after)),
        detail: { changed: changed.length },
      },
      jobs: [checkGroundJob()],
      notices: [{ topic: 'estate', id: 'declared' }],
    };
  },
});

/** How many objects an entry names; the rest is counted. */
const NAMED = 50;

function settled(
  estate: Estate,
  stored: Awaited<ReturnType<typeof loadStoredFacts>>,
  read: ClustersRead,
): DeclaredDiff['changed'] {
  const clusters = new Map(estate.clusters.map((cluster) => [cluster.key, cluster]));
  return stored.flatMap((before) => {
    const cluster = before.section === 'clusters' ? clusters.get(before.key) : undefined;
    if (!cluster) return [];
    const fact = DeclaredCluster.parse(before.attributes);
    const attributes = JSON.parse(JSON.stringify(settledCluster(fact, cluster, read))) as object;
    const isSame = canonicalJson(attributes) === canonicalJson(before.attributes);
    return isSame ? [] : [{ before, after: { section: before.section, key: before.key, attributes } }];
  });
}

/** What a source reads and has read to its end, whatever its age: before that nobody can say that it is the same. */
function onceRead(view: EstateView, read: ClustersRead): ClustersRead {
  const wasRead = (cluster: string, kinds: readonly ResourceKind[]) =>
    kinds.every((kind) => Boolean(freshnessOf(view, kind, cluster)?.observedAt));
  return {
    ack: (cluster) => read.ack(cluster) && wasRead(cluster, ['cluster', 'node-pool', 'cluster-node']),
    kubernetes: (cluster) => read.kubernetes(cluster) && wasRead(cluster, ['node', 'eni-config']),
  };
}
