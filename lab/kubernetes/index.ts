import type { LabEndpoint, OpenDoor } from '@/lab/endpoint';
import type { Lab } from '@/lab/lab';
import { openPort, shutPort } from '@/lab/ports';
import { accountKey, sourceKeyOf } from '@/lab/sources-file';
import { kubeconfigFor } from './access';
import { Lists } from './list';
import { createKubeServer } from './server';
import { KubeStore } from './store';

const DOOR = 'kubernetes';
const CALLS_PER_MINUTE = 3000;
/** Of the first region: what it says of a kubeconfig holds for every region. */
const ACK_SOURCE = accountKey('ack', '', 0);

/** The container service's own rights open the clusters it manages; the others are opened by a kubeconfig that somebody keeps. */
function openedBy(lab: Lab, { key, managed }: Lab['world']['state']['estate']['clusters'][number], port: number) {
  if (managed !== false) return { access: { kind: 'ack', source: ACK_SOURCE }, credential: { kind: 'none' } };
  const kubeconfig = kubeconfigFor({ secret: lab.accessKey.secret, port }, key, 'reader');
  return { access: { kind: 'kubeconfig' }, credential: { kind: 'kubeconfig', kubeconfig } };
}

/** The APIs of all clusters of the estate behind one port: `/clusters/<key>` is the root of each. */
export const kubernetesEndpoint: LabEndpoint = {
  async open(lab, wished) {
    const store = new KubeStore(lab.world);
    const service = { store, lists: new Lists(store), secret: lab.accessKey.secret, faults: lab.faults };
    const server = createKubeServer(service);
    const port = await openPort(server, wished(DOOR));
    const close = async () => {
      store.close();
      await shutPort(server);
    };
    return [{ door: DOOR, port, close }];
  },

  sources: (lab: Lab, doors: readonly OpenDoor[]) =>
    doors.flatMap(({ port }) =>
      lab.world.state.estate.clusters.map((cluster) => {
        const { key } = cluster;
        const { access, credential } = openedBy(lab, cluster, port);
        return {
          key: sourceKeyOf('lab-k8s', key),
          name: `Lab, cluster ${key}`.slice(0, 128),
          settings: { system: 'kubernetes', cluster: key, access },
          endpoint: '',
          protocol: 'https',
          region: '',
          credential,
          readOnly: true,
          callsPerMinute: CALLS_PER_MINUTE,
        };
      }),
    ),
};
