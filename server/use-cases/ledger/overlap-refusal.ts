import { DomainError } from '@/domain/errors';
import type { Tx } from '@/server/db/client';
import {
  findOverlap,
  insertLedgerRows,
  LedgerOverlap,
  type LedgerRow,
  type NewLedgerRow,
} from '@/server/db/ledger-blocks';

/**
 * Writes blocks, or says which block is in the way and whose it is.
 * @throws DomainError `ledger-overlap` naming the other block; the database decides, also between two people in the same second
 */
export async function writeBlocks(
  tx: Tx,
  moment: { now: Date; by: string | null },
  rows: readonly NewLedgerRow[],
): Promise<void> {
  const found = await findOverlap(tx, rows);
  if (found) throw refusal(found.wanted, found.row);
  try {
    await insertLedgerRows(tx, moment, rows);
  } catch (error) {
    if (!(error instanceof LedgerOverlap)) throw error;
    // Within what is written here, or somebody else's of a moment ago, which this transaction cannot look at any more.
    const other = rows.find((row) => row.prefix === error.otherPrefix);
    throw refusal(error.prefix, other ?? { prefix: error.otherPrefix, ownerKey: null, state: 'reserved', note: null });
  }
}

function refusal(prefix: string, other: Pick<LedgerRow, 'prefix' | 'ownerKey' | 'state' | 'note'>): DomainError {
  return new DomainError('conflict', other.state === 'reserved' ? 'ledger-overlap-reserved' : 'ledger-overlap', {
    prefix,
    other: other.prefix,
    owner: ownerName(other),
  });
}

function ownerName({ ownerKey, note }: Pick<LedgerRow, 'ownerKey' | 'note'>): string {
  if (ownerKey === null) return note ?? '—';
  return ownerKey.slice(ownerKey.indexOf(':') + 1);
}
