import { z } from 'zod';
import type { Finding } from '@/domain/checks/finding';
import { DomainError } from '@/domain/errors';
import type { ResourceKind } from '@/domain/estate/resource';
import type { FactRef, FactSection } from '@/domain/estate/sections';
import {
  asPartOf,
  declaredNamed,
  factNamed,
  findingsNaming,
  readingsNamed,
  sectionNamed,
} from '@/domain/lists/known-as';
import { MEMBERS_OF, PAGE_KINDS, type ListKind, type PageKind } from '@/domain/lists/list';
import { configFields, type ConfigField } from '@/domain/topology/config-fields';
import type { Database } from '@/server/db/client';
import { query } from '../command';
import { loadDeclared } from '../estate/declared-facts';
import { membersRead } from '../topology/members-read';
import { readingsOf } from '../topology/readings';
import { loadJudgedEstate } from '../topology/judged-estate';
import { aged, type AgedRow } from './list-objects';
import { listOf } from './ready-lists';

/** What the page of one object begins with; its members, routes and sessions are lists that are asked for by page. */
export type ObjectCard = {
  row: AgedRow & { kind: PageKind };
  fields: readonly ConfigField[];
  findings: readonly Finding[];
  members: readonly { kind: ListKind; count: number }[];
  /** under which its versions are kept, one for each kind of reading that speaks of it */
  resources: readonly { kind: ResourceKind; key: string }[];
  /** by which people declare it, since when and who last did; null: nobody has */
  fact: (FactRef & { since: string; by: string | null }) | null;
  /** where it would be declared; null: as a part of something else, or not at all */
  section: FactSection | null;
};

export const readDetails = query({
  question: 'lists.details',
  permission: 'estate:read',
  input: z.strictObject({
    kind: z.enum(PAGE_KINDS),
    id: z.string().min(1).max(600),
    at: z.iso.datetime().optional(),
  }),
  async run({ db, now }, { kind, id, at: text }): Promise<ObjectCard> {
    const at = text === undefined ? undefined : new Date(text);
    const judged = await loadJudgedEstate(db, { now, ...(at ? { at } : {}) });
    const { view, findings } = judged;
    const found = listOf(judged, kind).byId.get(id);
    if (!found) throw new DomainError('not-found', 'object-not-found', { object: id });
    const row = { ...found, kind };
    const named = readingsNamed(row);
    const readings = (await readingsOf(db, view, named, at)).map((each) => {
      return { ...each, attributes: asPartOf(each.kind, each.attributes) };
    });
    const { facts } = await loadDeclared(db, at);
    const members = membersRead(view, facts, { kind, key: id });
    const declared = { ...declaredNamed(facts, row), ...members.declared };
    return {
      row: { ...aged(view, found), kind },
      fields: configFields(declared, [...readings, ...members.readings]),
      findings: findingsNaming(findings, row),
      members: MEMBERS_OF[kind].map((each) => ({ kind: each, count: listOf(judged, each, id).all })),
      resources: named.filter((each) => readings.some((reading) => reading.kind === each.kind)),
      fact: await writtenBy(db, factNamed(facts, row), at),
      section: sectionNamed(kind),
    };
  },
});

/** Who wrote the version of a fact that holds, or held, and when; `by` null: the start script or a job. */
async function writtenBy(db: Database, fact: FactRef | null, at: Date | undefined): Promise<ObjectCard['fact']> {
  if (!fact) return null;
  const valid = at ? { validFrom: { lte: at } } : { validTo: null };
  const row = await db.declaredVersion.findFirst({ where: { ...fact, ...valid }, orderBy: { validFrom: 'desc' } });
  return row && { ...fact, since: row.validFrom.toISOString(), by: row.writtenBy };
}
