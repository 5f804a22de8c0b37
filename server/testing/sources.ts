import { randomUUID } from 'node:crypto';
import { seal } from '@/server/db/secrets';
import type { TestWorld } from './context';

/** A real-looking account, written without the commands that are under test elsewhere. */
export async function addTestSource(
  world: TestWorld,
  overrides: {
    key?: string;
    system?: 'vpc' | 'ack';
    /** a cluster's own API instead, opened by this kubeconfig */
    cluster?: { key: string; kubeconfig: string };
    readOnly?: boolean;
    endpoint?: string;
    accessKeyId?: string;
    accessKeySecret?: string;
  } = {},
): Promise<string> {
  const id = randomUUID();
  const { accessKeyId = 'LTAItest', accessKeySecret = 'not-a-secret', system = 'vpc', cluster } = overrides;
  const settings = cluster
    ? { system: 'kubernetes', cluster: cluster.key, access: { kind: 'kubeconfig' } }
    : { system };
  const credential = cluster
    ? { kind: 'kubeconfig', kubeconfig: cluster.kubeconfig }
    : { kind: 'access-key', accessKeyId, accessKeySecret };
  // The address stands on the list that `testing/context` allows.
  await world.db.source.create({
    data: {
      id,
      key: overrides.key ?? 'hz',
      name: 'Hangzhou',
      system: settings.system,
      settings,
      endpoint: cluster ? '' : (overrides.endpoint ?? '127.0.0.1:4010'),
      protocol: cluster ? 'https' : 'http',
      region: 'cn-hangzhou',
      readOnly: overrides.readOnly ?? false,
      createdAt: world.now(),
      updatedAt: world.now(),
      credential: {
        create: {
          ...seal(id, JSON.stringify(credential)),
          hint: 'test',
          rotatedAt: world.now(),
        },
      },
    },
  });
  return id;
}
