import type { Answer, WireParameters } from '../alibaba/call';
import type { Clock } from '../alibaba/clock';
import { refusedGrant } from '../alibaba/grant';
import { memberAt } from '../alibaba/listing';
import type { Read } from '../alibaba/read';
import { optionalId } from '../alibaba/wire-values';
import type { Grant, ProbeResult } from '../types';

/** No source has an object of this name: what is asked of it is granted or denied all the same. */
const NO_SUCH = 'causeway-probe';

/** Tests the connection: every call that observing makes, once, of the first cluster there is. `call` sends one request. */
export async function probe(call: Read, region: string, clock: Clock): Promise<ProbeResult> {
  const ask = async (action: string, parameters: WireParameters): Promise<{ grant: Grant; answer: Answer | null }> => {
    const name = `cs:${action}`;
    try {
      return { answer: await call(action, parameters), grant: { action: name, needed: 'observe', state: 'granted' } };
    } catch (thrown) {
      return { answer: null, grant: refusedGrant(name, 'observe', thrown) };
    }
  };
  const started = clock.now();
  const clusters = await ask('DescribeClustersV1', { region_id: region, page_number: 1, page_size: 1 });
  const latencyMs = clock.now() - started;
  const ClusterId = nameIn(clusters.answer, 'clusters', ['cluster_id']);
  const [pools, addOns, ...others] = await Promise.all([
    ask('DescribeClusterNodePools', { ClusterId }),
    ask('ListClusterAddonInstances', { ClusterId }),
    ask('DescribeClusterDetail', { ClusterId }),
    ask('DescribeClusterNodes', { ClusterId, pageNumber: 1, pageSize: 1 }),
    ask('DescribeClusterTasks', { ClusterId, page_number: 1, page_size: 1 }),
  ]);
  const addOn = nameIn(addOns.answer, 'addons', ['name']);
  const details = await Promise.all([
    ask('DescribeClusterNodePoolDetail', {
      ClusterId,
      NodepoolId: nameIn(pools.answer, 'nodepools', ['nodepool_info', 'nodepool_id']),
    }),
    ask('GetClusterAddonInstance', { ClusterId, InstanceName: addOn }),
    ask('DescribeAddon', { AddonName: addOn, cluster_id: ClusterId }),
  ]);
  return { grants: [clusters, pools, addOns, ...others, ...details].map(({ grant }) => grant), latencyMs };
}

function nameIn(answer: Answer | null, list: string, path: readonly string[]): string {
  const rows = answer?.[list];
  const [first] = Array.isArray(rows) ? (rows as unknown[]) : [];
  return optionalId.parse(memberAt(first, path)) ?? NO_SUCH;
}
