import { Prisma } from '@/generated/prisma/client';
import type { Tx } from './client';
import { storableText } from './storable';

export type LedgerRow = {
  id: string;
  routingDomain: string;
  level: number;
  prefix: string;
  role: string;
  state: string;
  ownerKey: string | null;
  siteKey: string | null;
  note: string | null;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
};

export type NewLedgerRow = Omit<LedgerRow, 'createdAt' | 'createdBy'>;

type Place = Pick<LedgerRow, 'routingDomain' | 'level' | 'prefix'>;

/** Two blocks that may not stand beside each other. `other` is null where the database named no row that is still there. */
export class LedgerOverlap extends Error {
  override readonly name = 'LedgerOverlap';
  constructor(
    readonly prefix: string,
    readonly otherPrefix: string,
  ) {
    super(`${prefix} overlaps ${otherPrefix}`);
  }
}

/** Blocks in force, now or at a past moment, in one state or in all. A reservation that has run out is none. */
export async function listLedgerRows(
  db: Pick<Tx, '$queryRaw'>,
  { now, at, state }: { now: Date; at?: Date; state?: 'declared' | 'reserved' },
): Promise<LedgerRow[]> {
  const held = at
    ? Prisma.sql`created_at <= ${at} and (released_at is null or released_at > ${at})`
    : Prisma.sql`released_at is null`;
  return db.$queryRaw<LedgerRow[]>`
    select id, routing_domain as "routingDomain", level, prefix::text as prefix, role, state, owner_key as "ownerKey",
      site_key as "siteKey", note, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt"
    from ledger_block
    where ${held} and (expires_at is null or expires_at > ${at ?? now})
      and (${state ?? null}::text is null or state = ${state ?? null})
    order by routing_domain, prefix, level`;
}

/** The first block in force that overlaps one of these places, with the place it is in the way of. */
export async function findOverlap(
  tx: Tx,
  places: readonly Place[],
): Promise<{ wanted: string; row: LedgerRow } | null> {
  const found = await tx.$queryRaw<(LedgerRow & { wanted: string })[]>`
    select wanted.prefix::text as wanted, b.id, b.routing_domain as "routingDomain", b.level, b.prefix::text as prefix, b.role,
      b.state, b.owner_key as "ownerKey", b.site_key as "siteKey", b.note, b.created_at as "createdAt",
      b.created_by as "createdBy", b.expires_at as "expiresAt"
    from unnest(${places.map((each) => each.routingDomain)}::text[], ${places.map((each) => each.level)}::int[],
      ${places.map((each) => each.prefix)}::cidr[]) as wanted (routing_domain, level, prefix)
    join ledger_block b on b.routing_domain = wanted.routing_domain and b.level = wanted.level and b.prefix && wanted.prefix
    where b.released_at is null and b.state in ('declared', 'reserved')
    order by b.prefix limit 1`;
  const [first] = found;
  if (!first) return null;
  const { wanted, ...row } = first;
  return { wanted, row };
}

/**
 * Adds blocks.
 * @throws LedgerOverlap when one overlaps another of its routing domain and level, whoever came first by a hair
 */
export async function insertLedgerRows(
  tx: Tx,
  moment: { now: Date; by: string | null },
  rows: readonly NewLedgerRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const of = <K extends keyof NewLedgerRow>(member: K) => rows.map((row) => row[member]);
  const text = (values: readonly (string | null)[]) => values.map((each) => each && storableText(each));
  try {
    await tx.$executeRaw`
      insert into ledger_block (id, routing_domain, level, prefix, role, state, owner_key, site_key, note, expires_at, created_at, created_by)
      select *, ${moment.now}::timestamptz, ${moment.by}::text
      from unnest(${of('id')}::uuid[], ${text(of('routingDomain'))}::text[], ${of('level')}::int[], ${of('prefix')}::cidr[],
        ${of('role')}::text[], ${of('state')}::text[], ${text(of('ownerKey'))}::text[], ${text(of('siteKey'))}::text[],
        ${text(of('note'))}::text[], ${of('expiresAt')}::timestamptz[])`;
  } catch (error) {
    throw overlapIn(error) ?? error;
  }
}

/** SQLSTATE 23P01 and the prefixes of its detail, wherever the driver put them. */
function overlapIn(error: unknown): LedgerOverlap | null {
  const said = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) + JSON.stringify(error);
  if (!said.includes('23P01')) return null;
  const prefixes = [...said.matchAll(/, ([0-9a-f.:]+\/\d+)\)/g)].map((match) => match[1] ?? '');
  return new LedgerOverlap(prefixes[0] ?? '', prefixes[1] ?? '');
}

/** Ends blocks by their ids. */
export async function releaseLedgerRows(
  tx: Tx,
  moment: { now: Date; by: string | null },
  ids: readonly string[],
): Promise<void> {
  await tx.ledgerBlock.updateMany({
    where: { id: { in: [...ids] }, releasedAt: null },
    data: { releasedAt: moment.now, releasedBy: moment.by },
  });
}

/** Ends reservations whose time is over, so that the constraint lets others have the block. */
export async function releaseExpired(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`
    update ledger_block set released_at = expires_at where released_at is null and state = 'reserved' and expires_at <= ${now}`;
}
