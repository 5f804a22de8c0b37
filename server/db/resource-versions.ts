import type { ObservedResource } from '@/domain/estate/resource';
import type { Prisma } from '@/generated/prisma/client';
import type { Tx } from './client';
import { storable, storableText } from './storable';

export type NewVersion = { id: string; within: string; resource: ObservedResource };

const BATCH = 1_000;

/** Ends versions and writes new ones, in batches. The order matters: only one version of a resource is current at any moment. */
export async function replaceVersions(
  tx: Tx,
  run: { sourceId: string; number: bigint; startedAt: Date },
  versions: { close: readonly string[]; insert: readonly NewVersion[] },
): Promise<void> {
  for (const ids of batches(versions.close)) {
    await tx.resourceVersion.updateMany({ where: { id: { in: ids } }, data: { validTo: run.startedAt } });
  }
  for (const batch of batches(versions.insert)) {
    const data = batch.map(({ id, within, resource }) => ({
      id,
      sourceId: run.sourceId,
      kind: resource.kind,
      key: storableText(resource.key),
      within: storableText(within),
      attributes: storable(resource.attributes) as Prisma.InputJsonValue,
      runNumber: run.number,
      validFrom: run.startedAt,
    }));
    await tx.resourceVersion.createMany({ data });
  }
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}
