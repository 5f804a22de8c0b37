import { randomUUID } from 'node:crypto';
import { seal } from '@/server/db/secrets';
import type { TestWorld } from './context';

/** A real-looking account, written without the commands that are under test elsewhere. */
export async function addTestSource(
  world: TestWorld,
  overrides: {
    key?: string;
    system?: 'vpc' | 'ack';
    readOnly?: boolean;
    endpoint?: string;
    accessKeyId?: string;
    accessKeySecret?: string;
  } = {},
): Promise<string> {
  const id = randomUUID();
  const { accessKeyId = 'LTAItest', accessKeySecret = 'not-a-secret', system = 'vpc' } = overrides;
  // The address stands on the list that `testing/context` allows.
  await world.db.source.create({
    data: {
      id,
      key: overrides.key ?? 'hz',
      name: 'Hangzhou',
      system,
      settings: { system },
      endpoint: overrides.endpoint ?? '127.0.0.1:4010',
      protocol: 'http',
      region: 'cn-hangzhou',
      readOnly: overrides.readOnly ?? false,
      createdAt: world.now(),
      updatedAt: world.now(),
      credential: {
        create: {
          ...seal(id, JSON.stringify({ kind: 'access-key', accessKeyId, accessKeySecret })),
          hint: 'test',
          rotatedAt: world.now(),
        },
      },
    },
  });
  return id;
}
