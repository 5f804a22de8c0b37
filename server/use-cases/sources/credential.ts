import { seal } from '@/server/db/secrets';
import type { Tx } from '@/server/db/client';
import type { Credential } from './open-connector';

/** The last characters of an access key id: enough to tell keys apart, too few to be one. */
export function hintOf(accessKeyId: string): string {
  return accessKeyId.slice(-4);
}

/** Seals a credential for its source. From here on it only leaves through the connector. */
export async function saveCredential(
  tx: Tx,
  sourceId: string,
  { accessKeyId, accessKeySecret }: Credential,
  rotatedAt: Date,
): Promise<{ hint: string }> {
  const hint = hintOf(accessKeyId);
  const data = { ...seal(sourceId, JSON.stringify({ accessKeyId, accessKeySecret })), hint, rotatedAt };
  await tx.sourceCredential.upsert({ where: { sourceId }, create: { sourceId, ...data }, update: data });
  return { hint };
}
