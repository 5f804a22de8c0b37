import { type Actor, may } from '@/domain/access';
import type { SearchEntry } from '@/domain/search/index-of';
import type { Database } from '@/server/db/client';
import { listLedgerRows } from '@/server/db/ledger-blocks';

type Asking = { db: Database; actor: Actor; now: Date; at?: Date };

const MOST = 50;

/**
 * Rows of the database are asked for by what was typed: they change at every moment, so that no index of them would be true. At a
 * past moment they are those that were there then; people are always those of now.
 */
export async function findRows({ db, actor, now, at }: Asking, text: string): Promise<SearchEntry[]> {
  const typed = text.trim();
  const found = await Promise.all([
    findChanges(db, typed, at),
    may(actor, 'people:manage') ? findPeople(db, typed) : [],
    may(actor, 'source:read') ? findSources(db, typed, at) : [],
    reservations(db, { now, ...(at ? { at } : {}) }),
  ]);
  return found.flat();
}

function containing(typed: string) {
  return { contains: typed, mode: 'insensitive' as const };
}

/** Made up to a moment, where one is asked about. */
function madeUntil(at: Date | undefined) {
  return at ? { createdAt: { lte: at } } : {};
}

async function findChanges(db: Database, typed: string, at: Date | undefined): Promise<SearchEntry[]> {
  const number = /^(?:chg-?)?(\d{1,9})$/iu.exec(typed)?.[1];
  const contains = containing(typed);
  const changes = await db.change.findMany({
    where: {
      ...madeUntil(at),
      OR: [...(number ? [{ number: Number(number) }] : []), { reason: contains }, { ticket: contains }],
    },
    select: { number: true, reason: true, ticket: true },
    orderBy: { number: 'desc' },
    take: MOST,
  });
  return changes.map((change) => ({
    kind: 'change',
    key: String(change.number),
    label: `CHG-${change.number}`,
    note: change.reason,
    texts: [change.ticket ?? undefined, String(change.number)],
    prefixes: [],
  }));
}

async function findPeople(db: Database, typed: string): Promise<SearchEntry[]> {
  const contains = containing(typed);
  const people = await db.user.findMany({
    where: { OR: [{ name: contains }, { email: contains }] },
    select: { id: true, name: true, email: true },
    take: MOST,
  });
  return people.map(({ id, name, email }) => ({
    kind: 'person',
    key: id,
    label: name,
    note: email,
    texts: [],
    prefixes: [],
  }));
}

async function findSources(db: Database, typed: string, at: Date | undefined): Promise<SearchEntry[]> {
  const contains = containing(typed);
  const sources = await db.source.findMany({
    where: {
      ...madeUntil(at),
      AND: { OR: [{ removedAt: null }, ...(at ? [{ removedAt: { gt: at } }] : [])] },
      OR: [{ key: contains }, { name: contains }, { endpoint: contains }],
    },
    select: { key: true, name: true, endpoint: true },
    take: MOST,
  });
  return sources.map(({ key, name, endpoint }) => ({
    kind: 'source',
    key,
    label: name,
    note: key,
    texts: [endpoint],
    prefixes: [],
  }));
}

/** All that are in force, or were: which of them hold an address the database cannot tell from what was typed. */
async function reservations(db: Database, moment: { now: Date; at?: Date }): Promise<SearchEntry[]> {
  const rows = await listLedgerRows(db, { ...moment, state: 'reserved' });
  return rows.map(({ id, prefix, note, siteKey }) => ({
    kind: 'reservation',
    key: `${id}|${prefix}`,
    label: prefix,
    ...((note ?? siteKey) ? { note: note ?? siteKey ?? '' } : {}),
    texts: [siteKey ?? undefined],
    prefixes: [prefix],
  }));
}
