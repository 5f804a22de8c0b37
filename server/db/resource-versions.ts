import type { ObservedResource } from '@/domain/estate/resource';
import type { Tx } from './client';
import { formOf } from './resource-form';
import { storable, storableText } from './storable';

export type NewVersion = { id: string; within: string; resource: ObservedResource };

/** Rows a statement; one JSON text carries them all, which is several times faster than a parameter for each value. */
const BATCH = 5_000;

/** Ends versions and writes new ones, in batches. The order matters: only one version of a resource is current at any moment. */
export async function replaceVersions(
  tx: Tx,
  run: { sourceId: string; number: bigint; startedAt: Date },
  versions: { close: readonly string[]; insert: readonly NewVersion[] },
): Promise<void> {
  for (const ids of batches(versions.close)) {
    await tx.$executeRaw`update resource_version set valid_to = ${run.startedAt} where id = any(${ids}::uuid[])`;
  }
  for (const batch of batches(versions.insert)) {
    const rows = batch.map(({ id, within, resource }) => {
      const row = { kind: resource.kind, key: storableText(resource.key), attributes: storable(resource.attributes) };
      return { id, ...row, within: storableText(within), form: formOf(row as ObservedResource) };
    });
    await tx.$executeRaw`
      insert into resource_version (id, source_id, kind, key, "within", attributes, form, run_number, valid_from)
      select id, ${run.sourceId}::uuid, kind, key, "within", attributes, form, ${run.number}, ${run.startedAt}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row(id uuid, kind text, key text, "within" text, attributes jsonb, form text)`;
  }
}

/** Ends every version of a source: from that moment on it shows nothing. */
export async function endAllVersions(tx: Tx, { sourceId, startedAt }: { sourceId: string; startedAt: Date }) {
  await tx.resourceVersion.updateMany({ where: { sourceId, validTo: null }, data: { validTo: startedAt } });
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}
