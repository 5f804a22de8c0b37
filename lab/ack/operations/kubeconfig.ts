import { clusterToken } from '../cluster-token';
import type { Operation } from '../call';
import { invalidParameter } from '../errors';
import { clusterOf } from './clusters';

const MINUTE_MS = 60_000;
const SHORTEST = 15;
const LONGEST = 4320;

/** A kubeconfig that ends. It leads to the lab's own door for this cluster, or nowhere while there is none. */
export const describeClusterUserKubeconfig: Operation = {
  method: 'GET',
  path: '/k8s/{ClusterId}/user_config',
  read: (call) => {
    const { key } = clusterOf(call);
    const minutes = call.parameters.integer('TemporaryDurationMinutes') ?? LONGEST;
    if (minutes < SHORTEST || minutes > LONGEST) throw invalidParameter('TemporaryDurationMinutes is out of range');
    const { lab } = call;
    const endsAt = lab.world.clock.wall() + minutes * MINUTE_MS;
    return {
      config: kubeconfig(serverOf(lab.doors['kubernetes'], key), clusterToken(lab.accessKey.secret, key, endsAt)),
      expiration: `${new Date(endsAt).toISOString().slice(0, 19)}Z`,
    };
  },
};

function serverOf(port: number | undefined, cluster: string): string {
  const path = `clusters/${encodeURIComponent(cluster)}`;
  return port === undefined ? `https://kubernetes.invalid/${path}` : `http://127.0.0.1:${port}/${path}`;
}

/** JSON is YAML. */
function kubeconfig(server: string, token: string): string {
  const name = 'kubernetes';
  const user = 'kubernetes-admin';
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config' },
    clusters: [{ name, cluster: { server } }],
    contexts: [{ name: user, context: { cluster: name, user } }],
    'current-context': user,
    users: [{ name: user, user: { token } }],
  });
}
