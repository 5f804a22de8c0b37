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
  // As one list each: a value apiece would be more than a statement takes.
  await tx.$executeRaw`update declared_version set valid_to = ${moment.now} where id = any(${[...versions.close]}::uuid[])`;
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

/** The last version of each of these facts that ever was, by section and key. */
export async function lastVersionsOf(
  tx: Tx,
  facts: readonly { section: string; key: string }[],
): Promise<readonly { section: string; key: string; version: number }[]> {
  return tx.$queryRaw`
    select d.section, d.key, max(d.version)::int as version
    from unnest(${facts.map(({ section }) => section)}::text[], ${facts.map(({ key }) => key)}::text[]) as wanted (section, key)
    join declared_version d on d.section = wanted.section and d.key = wanted.key
    group by d.section, d.key`;
}
