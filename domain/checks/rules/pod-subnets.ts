import type { Cluster } from '@/domain/estate/cluster';
import { Estate } from '@/domain/estate/estate';
import { ledgerOf } from '@/domain/ledger/blocks-of-estate';
import { ledgerProblems } from '@/domain/ledger/rules';
import { oncePer } from '@/domain/memo';
import type { Finding, FindingKind } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

const OF_NODES = ['pod-cidr-outside', 'pod-cidr-length', 'pod-cidr-twice'] as const satisfies readonly FindingKind[];

const EMPTY = Estate.parse({ metadata: { name: 'one-cluster' } });

/** Pod subnets that do not fit their cluster, or are another node's too (V3). Between clusters the ranges overlap first (V2). */
export const podSubnets: StandingCheck = ({ index }) => clustersRead(index, 'node').flatMap(misfits);

/** Nodes are many and change seldom: a plan that moves routes does not ask again. One cause is one finding, however many nodes. */
const misfits = oncePer((cluster: Cluster): readonly Finding[] => {
  const alone: Estate = { ...EMPTY, clusters: [cluster] };
  const blocks = ledgerOf(alone, { sites: [], clusters: [] }, [])
    .filter(({ role }) => role === 'node-pods')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const problems = ledgerProblems(blocks, alone);
  return OF_NODES.flatMap((kind): readonly Finding[] => {
    const own = problems.filter((problem) => problem.kind === kind);
    const first = own[0];
    if (!first) return [];
    const { prefix, owner, parent, length, otherOwner } = first.params;
    const params = {
      node: owner ?? '',
      podCidr: prefix ?? '',
      expected: parent ?? length ?? otherOwner ?? '',
      count: own.length,
    };
    return [
      onCluster(cluster, { code: 'V3', kind, severity: kind === 'pod-cidr-length' ? 'warning' : 'error', params }),
    ];
  });
});
