import { kubeconfigFor } from '@/lab/kubernetes/access';
import type { Operation } from '../call';
import { invalidParameter } from '../errors';
import { clusterOf } from './clusters';

const MINUTE_MS = 60_000;
const SHORTEST = 15;
const LONGEST = 4320;
/** Nothing answers at the port of discarded words (RFC 863). */
const NOWHERE = 9;

/** A kubeconfig that ends. It leads to the lab's own door for this cluster, and opens it for reading. */
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
      config: kubeconfigFor(
        { secret: lab.accessKey.secret, port: lab.doors['kubernetes'] ?? NOWHERE },
        key,
        'reader',
        endsAt,
      ),
      expiration: `${new Date(endsAt).toISOString().slice(0, 19)}Z`,
    };
  },
};
