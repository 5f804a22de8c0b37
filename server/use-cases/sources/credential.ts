import { createHash } from 'node:crypto';
import type { SourceCredential } from '@/domain/sources/settings';
import { seal } from '@/server/db/secrets';
import type { Tx } from '@/server/db/client';

/** Enough to tell credentials apart, too little to be one: the end of an access key id, else of a digest of the whole. */
export function hintOf(credential: SourceCredential): string {
  if (credential.kind === 'access-key') return credential.accessKeyId.slice(-4);
  if (credential.kind === 'none') return '';
  return createHash('sha256').update(JSON.stringify(credential)).digest('hex').slice(-4);
}

/** Seals a credential for its source. From here on it only leaves through the connector. */
export async function saveCredential(
  tx: Tx,
  sourceId: string,
  credential: SourceCredential,
  rotatedAt: Date,
): Promise<{ hint: string }> {
  const hint = hintOf(credential);
  const data = { ...seal(sourceId, JSON.stringify(credential)), hint, rotatedAt };
  await tx.sourceCredential.upsert({ where: { sourceId }, create: { sourceId, ...data }, update: data });
  return { hint };
}
