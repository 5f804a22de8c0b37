import type { LabEndpoint, OpenDoor } from '@/lab/endpoint';
import type { Lab } from '@/lab/lab';
import { openPort, shutPort } from '@/lab/ports';
import { sourceKeyOf } from '@/lab/sources-file';
import { kubeconfigFor } from './access';
import { Lists } from './list';
import { createKubeServer } from './server';
import { KubeStore } from './store';

const DOOR = 'kubernetes';
const CALLS_PER_MINUTE = 3000;

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
      lab.world.state.estate.clusters.map(({ key }) => ({
        key: sourceKeyOf('lab-k8s', key),
        name: `Lab, cluster ${key}`.slice(0, 128),
        settings: { system: 'kubernetes', cluster: key, access: { kind: 'kubeconfig' } },
        endpoint: '',
        protocol: 'https',
        region: '',
        credential: {
          kind: 'kubeconfig',
          kubeconfig: kubeconfigFor({ secret: lab.accessKey.secret, port }, key, 'reader'),
        },
        readOnly: true,
        callsPerMinute: CALLS_PER_MINUTE,
      })),
    ),
};
