import type { Prisma } from '@/generated/prisma/client';
import type { Tx } from './client';
import { storable, storableText } from './storable';

export type DeclaredWrite = { id: string; section: string; key: string; version: number; attributes: object };

/** Ends versions and writes the next ones. A fact written meanwhile by somebody else violates the unique current version. */
export async function replaceDeclared(
  tx: Tx,
  moment: { now: Date; by: string | null },
  versions: { close: readonly string[]; insert: readonly DeclaredWrite[] },
): Promise<void> {
  await tx.declaredVersion.updateMany({ where: { id: { in: [...versions.close] } }, data: { validTo: moment.now } });
  await tx.declaredVersion.createMany({
    data: versions.insert.map(({ id, section, key, version, attributes }) => ({
      id,
      section,
      key: storableText(key),
      version,
      attributes: storable(JSON.parse(JSON.stringify(attributes))) as Prisma.InputJsonValue,
      validFrom: moment.now,
      writtenBy: moment.by,
    })),
  });
}
