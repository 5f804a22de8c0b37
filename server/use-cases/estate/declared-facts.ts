import { z } from 'zod';
import { DeclaredFacts } from '@/domain/estate/declared';
import { Title } from '@/domain/estate/primitives';
import type { Database, Tx } from '@/server/db/client';

/** What the estate is called until somebody says so. */
const UNNAMED = 'estate';

/** Sections of declared facts as they are stored: those of the model, and the name of the whole. */
export const METADATA_SECTION = 'metadata';
const Metadata = z.object({ key: z.literal('estate'), name: z.string(), title: Title.optional() });
export type Metadata = z.infer<typeof Metadata>;

export type DeclaredEstate = { name: string; title?: z.infer<typeof Title>; facts: DeclaredFacts };

/** Declared facts as they stand, or as they stood at a past moment. */
export async function loadDeclared(db: Database | Tx, at?: Date): Promise<DeclaredEstate> {
  const valid = at ? { validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] } : { validTo: null };
  const rows = await db.declaredVersion.findMany({ where: valid, orderBy: [{ section: 'asc' }, { key: 'asc' }] });
  const sections = new Map<string, unknown[]>();
  for (const row of rows) sections.set(row.section, [...(sections.get(row.section) ?? []), row.attributes]);
  const metadata = Metadata.safeParse(sections.get(METADATA_SECTION)?.[0]);
  return {
    name: metadata.success ? metadata.data.name : UNNAMED,
    title: metadata.success ? metadata.data.title : undefined,
    facts: DeclaredFacts.parse(Object.fromEntries(sections)),
  };
}
