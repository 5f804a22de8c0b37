import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  useQueryStates,
} from 'nuqs';
import { sortIn } from '@/components/lists/sort-address';
import { LEDGER_COLUMNS } from '@/domain/ledger/ready-ledger';

const PARTS = {
  q: parseAsString.withDefault(''),
  /** a column; backwards with a minus before it */
  sort: parseAsString.withDefault(''),
  /** left out: the page of the block that is open, else the first */
  page: parseAsInteger,
  /** blocks whose parts are shown or hidden against the rule */
  turned: parseAsArrayOf(parseAsString, ' ').withDefault([]),
  block: parseAsString,
  reserve: parseAsBoolean.withDefault(false),
  /** a past moment */
  at: parseAsIsoDateTime,
};

/** What of the ledger is looked at, all of it in the address. */
export function useLedgerAddress() {
  const [address, change] = useQueryStates(PARTS, { history: 'replace', shallow: true });
  return { address, change, sort: sortIn(address.sort, LEDGER_COLUMNS) };
}
