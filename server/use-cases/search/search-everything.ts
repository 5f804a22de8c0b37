import { z } from 'zod';
import { type Actor, may } from '@/domain/access';
import { findFindings } from '@/domain/checks';
import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import { entriesOfEstate, type SearchEntry } from '@/domain/search/index-of';
import { buildSearchIndex, search, type SearchGroup, type SearchIndex } from '@/domain/search/search';
import type { Database } from '@/server/db/client';
import { query } from '../command';
import { loadEstateView } from '../estate/load-estate';

const Search = z.strictObject({ text: z.string().max(400), limit: z.number().int().min(1).max(50).default(6) });

/** Everything that a text finds: objects of the estate, what is wrong with them, changes, and people for who may see them. */
export const searchEverything = query({
  permission: 'estate:read',
  input: Search,
  async run({ db, actor, now }, { text, limit }): Promise<SearchGroup[]> {
    if (text.trim() === '') return [];
    const view = await loadEstateView(db, { now });
    const rest = await restOf(db, actor, text);
    const groups = [...search(indexOf(view, now), text, limit), ...search(buildSearchIndex(rest), text, limit)];
    const isBest = ({ hits }: SearchGroup) => (hits[0]?.match === 'exact' ? 0 : 1);
    return groups.sort((a, b) => isBest(a) - isBest(b));
  },
});

/** One index for each revision; the last few, like the estates they are made of. */
const KEPT = 2;
const indexes = new Map<string, SearchIndex>();

function indexOf(view: EstateView, now: Date): SearchIndex {
  const known = indexes.get(view.revision);
  if (known) return known;
  const findings = findFindings(view, now.toISOString()).map(findingEntry);
  const index = buildSearchIndex([...entriesOfEstate(view.estate), ...findings]);
  indexes.set(view.revision, index);
  for (const oldest of indexes.keys()) {
    if (indexes.size <= KEPT) break;
    indexes.delete(oldest);
  }
  return index;
}

function findingEntry({ code, kind, subject, params }: Finding): SearchEntry {
  return {
    kind: 'finding',
    key: kind,
    label: code,
    note: subject.key,
    within: `${subject.kind}:${subject.key}`,
    texts: [kind, ...Object.values(params).map(String)],
    prefixes: [],
  };
}

const MOST = 50;

/** Rows of the database are asked for by what was typed: they change at every moment, so that no index of them would be true. */
async function restOf(db: Database, actor: Actor, text: string): Promise<SearchEntry[]> {
  const typed = text.trim();
  const number = /^(?:chg-?)?(\d{1,9})$/iu.exec(typed)?.[1];
  const contains = { contains: typed, mode: 'insensitive' as const };
  const [changes, people] = await Promise.all([
    db.change.findMany({
      where: { OR: [...(number ? [{ number: Number(number) }] : []), { reason: contains }, { ticket: contains }] },
      select: { number: true, reason: true, ticket: true, status: true },
      orderBy: { number: 'desc' },
      take: MOST,
    }),
    may(actor, 'people:manage')
      ? db.user.findMany({
          where: { OR: [{ name: contains }, { email: contains }] },
          select: { id: true, name: true, email: true },
          take: MOST,
        })
      : [],
  ]);
  return [
    ...changes.map((change): SearchEntry => ({
      kind: 'change',
      key: String(change.number),
      label: `CHG-${change.number}`,
      note: change.reason,
      texts: [change.ticket ?? undefined, String(change.number)],
      prefixes: [],
    })),
    ...people.map(({ id, name, email }): SearchEntry => ({
      kind: 'person',
      key: id,
      label: name,
      note: email,
      texts: [],
      prefixes: [],
    })),
  ];
}
