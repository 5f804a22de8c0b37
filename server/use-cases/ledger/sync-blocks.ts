import { DeclaredFacts } from '@/domain/estate/declared';
import { type DerivedBlock, levelOf } from '@/domain/ledger/block';
import { claimsOf, fulfils, ownerKeyOf } from '@/domain/ledger/claims';
import type { Tx } from '@/server/db/client';
import { listLedgerRows, type NewLedgerRow, releaseExpired, releaseLedgerRows } from '@/server/db/ledger-blocks';
import { writeBlocks } from './overlap-refusal';

type Fact = { section: string; attributes: object };
type Moment = { now: Date; by: string | null; newId: () => string };

/**
 * Keeps the ledger's declared blocks in step with facts that are written: what a fact no longer claims is released, what it
 * newly claims is written. A reservation for the same site, or of the same person for none, is what it was made for: it ends.
 * @throws DomainError `ledger-overlap` when a claim overlaps somebody else's block
 */
export async function syncDeclaredBlocks(
  tx: Tx,
  moment: Moment,
  { before, after }: { before: readonly Fact[]; after: readonly Fact[] },
): Promise<void> {
  const was = blocksOf(before);
  const is = blocksOf(after);
  const gone = [...was.keys()].filter((id) => !is.has(id));
  const added = [...is].filter(([id]) => !was.has(id)).map(([, block]) => block);
  if (gone.length + added.length === 0) return;
  await releaseExpired(tx, moment.now);
  const declared = await listLedgerRows(tx, { now: moment.now, state: 'declared' });
  await releaseLedgerRows(
    tx,
    moment,
    declared.filter((row) => gone.includes(idOf(row))).map(({ id }) => id),
  );
  if (added.length === 0) return;
  await releaseFulfilled(tx, moment, added);
  const known = new Set(declared.map(idOf));
  const rows = added
    .filter((block) => !known.has(idOf({ ...block, ownerKey: ownerKeyOf(block) })))
    .map((block) => rowOf(block, moment.newId()));
  await writeBlocks(tx, moment, rows);
}

/** Claims by name. */
function blocksOf(facts: readonly Fact[]): Map<string, DerivedBlock> {
  const of = (section: string) => facts.filter((fact) => fact.section === section).map((fact) => fact.attributes);
  const { sites, clusters } = DeclaredFacts.parse({ sites: of('sites'), clusters: of('clusters') });
  const claims = claimsOf({ sites, clusters });
  return new Map(claims.map((block) => [idOf({ ...block, ownerKey: ownerKeyOf(block) }), block]));
}

function idOf(row: { routingDomain: string; role: string; ownerKey: string | null; prefix: string }): string {
  return [row.routingDomain, row.role, '', row.ownerKey ?? '', row.prefix].join('|');
}

function rowOf(block: DerivedBlock, id: string): NewLedgerRow {
  return {
    id,
    routingDomain: block.routingDomain,
    level: levelOf(block.role),
    prefix: block.prefix,
    role: block.role,
    state: 'declared',
    ownerKey: ownerKeyOf(block),
    siteKey: block.site ?? null,
    note: null,
    expiresAt: null,
  };
}

async function releaseFulfilled(tx: Tx, moment: Moment, added: readonly DerivedBlock[]): Promise<void> {
  const reserved = await listLedgerRows(tx, { now: moment.now, state: 'reserved' });
  const fulfilled = reserved.filter((row) => added.some((block) => fulfils(block, row, moment.by)));
  await releaseLedgerRows(
    tx,
    moment,
    fulfilled.map(({ id }) => id),
  );
}
