import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { sortIn } from '@/components/lists/sort-address';
import { FIRST_LAYERS, LAYERS } from '@/domain/topology/graph';
import { LISTED_COLUMNS } from '@/domain/topology/list-order';

export const VIEWS = ['graph', 'table'] as const;
export const TABS = ['summary', 'config', 'path', 'routes', 'bgp', 'history'] as const;

/** What is looked at, all of it in the address. */
export const ADDRESS_PARTS = {
  view: parseAsStringLiteral(VIEWS).withDefault('graph'),
  layers: parseAsArrayOf(parseAsStringLiteral(LAYERS)).withDefault([...FIRST_LAYERS]),
  find: parseAsString.withDefault(''),
  /** of the table: a column, backwards with a minus before it; and which page of it */
  sort: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
  hide: parseAsString.withDefault(''),
  focus: parseAsString,
  hops: parseAsInteger.withDefault(2),
  flow: parseAsString,
  /** any two ends, where no flow is declared between them */
  from: parseAsString,
  to: parseAsString,
  node: parseAsString,
  tab: parseAsStringLiteral(TABS).withDefault('summary'),
  /** boxes opened or closed against their habit */
  toggled: parseAsArrayOf(parseAsString).withDefault([]),
  /** a past moment, and an earlier one it is compared with */
  at: parseAsIsoDateTime,
  since: parseAsIsoDateTime,
  /** what is tried: how it would be if that failed */
  fails: parseAsString,
  /** where things have been put, where that is a part of what is shared */
  moves: parseAsString.withDefault(''),
  /** the saved view this began as */
  saved: parseAsString,
};

export type TopologyAddress = inferParserType<typeof ADDRESS_PARTS>;

/** What is asked for what the address says: by the page, and by the server, which asks it ahead. */
export function questionOf(address: TopologyAddress) {
  const [find, hide] = [address.find.trim(), address.hide.trim()];
  const { layers, toggled, focus, hops, flow, from, to, at, since, fails, view } = address;
  return {
    layers,
    toggled,
    ...(find ? { find } : {}),
    ...(hide ? { hide } : {}),
    ...(focus ? { focus, hops: Math.min(6, Math.max(1, hops)) } : {}),
    ...(from && to ? { from, to } : flow ? { flow } : {}),
    ...(at ? { at: at.toISOString() } : {}),
    ...(since && !fails ? { since: since.toISOString() } : {}),
    ...(fails ? { fails } : {}),
    ...(view === 'table' ? rowsAsked(address) : {}),
  };
}

/** What of the table is asked for; a column that cannot be ordered by, or is not there, is none. */
function rowsAsked({ sort, page }: Pick<TopologyAddress, 'sort' | 'page'>) {
  const order = sortIn(sort, LISTED_COLUMNS);
  return { listed: true, page: Math.max(1, page), ...(order ? { order } : {}) };
}
