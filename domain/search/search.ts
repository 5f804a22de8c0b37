import { tryParseAddress, widthOf, addressFamily, addressBits } from '@/domain/net/address';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { firstBits, lastBits, prefixFamily, tryParsePrefix } from '@/domain/net/prefix';
import { SEARCH_KINDS, type SearchEntry, type SearchKind } from './index-of';

/** Names in small letters, one row for each entry, and its address ranges as numbers: built once for each revision. */
export type SearchIndex = {
  entries: readonly SearchEntry[];
  names: readonly string[];
  /** IPv4 ranges: entry, first, last; three numbers for each, in one list because there are very many */
  ranges: Float64Array;
  wide: readonly { at: number; first: bigint; last: bigint }[];
};

export function buildSearchIndex(entries: readonly SearchEntry[]): SearchIndex {
  const steps = searchIndexSteps(entries);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Entries between two pauses. */
const STEP = 2_000;

/** The same by steps, for whoever has other things to do in between. */
export function* searchIndexSteps(entries: readonly SearchEntry[]): Generator<undefined, SearchIndex> {
  const ranges: number[] = [];
  const wide: { at: number; first: bigint; last: bigint }[] = [];
  const names: string[] = [];
  for (const [at, entry] of entries.entries()) {
    for (const prefix of entry.prefixes) {
      const range = prefix === undefined ? null : rangeOf(prefix);
      if (range?.family === 4) ranges.push(at, Number(range.first), Number(range.last));
      else if (range) wide.push({ at, first: range.first, last: range.last });
    }
    names.push(nameOf(entry));
    if (at % STEP === STEP - 1) yield;
  }
  return { entries, names, ranges: Float64Array.from(ranges), wide };
}

function nameOf({ label, note, title, texts, prefixes, asns, key }: SearchEntry): string {
  return [
    label,
    key,
    note,
    title?.en,
    title?.zh,
    ...texts,
    ...prefixes,
    ...(asns ?? []).map((asn) => asn && `as${asn}`),
  ]
    .filter(Boolean)
    .join('\n')
    .toLowerCase()
    .concat('\n');
}

type Range = { family: 4 | 6; first: bigint; last: bigint };

function rangeOf(text: string): Range | null {
  if (!text.includes('/')) {
    const address = tryParseAddress(text);
    if (!address.ok) return null;
    const bits = addressBits(address.value);
    return { family: addressFamily(address.value), first: bits, last: bits };
  }
  const prefix = tryParsePrefix(text);
  if (prefix.ok)
    return { family: prefixFamily(prefix.value), first: firstBits(prefix.value), last: lastBits(prefix.value) };
  // An interface writes its own address with the length of its link: it is found by the address.
  const own = tryParseInterfaceAddress(text);
  return own.ok ? rangeOf(own.value.address) : null;
}

/** How an entry was found: `exact` its name or its very prefix, `start` of its name, `contains` or `contained` by address, `text`. */
export type Match = 'exact' | 'start' | 'contains' | 'contained' | 'text';
export type SearchHit = { kind: SearchKind; key: string; label: string; match: Match } & Pick<
  SearchEntry,
  'note' | 'title' | 'within'
>;
export type SearchGroup = { kind: SearchKind; total: number; hits: readonly SearchHit[] };

const MATCHES: readonly Match[] = ['exact', 'start', 'contains', 'contained', 'text'];
/** Nobody types more, and a hostile text is not worth a long comparison. */
const LONGEST = 200;

/**
 * What a text finds, grouped by kind in the order of the best hit. A prefix or an address also finds what contains it (the
 * narrowest first) and what lies in it; an AS number is found with or without `AS`; several words must all be there.
 */
export function search(index: SearchIndex, text: string, limit = 6): SearchGroup[] {
  const typed = text.trim().toLowerCase().slice(0, LONGEST);
  if (typed === '') return [];
  const found = new Found(index.entries.length);
  byName(index, typed, found);
  const range = rangeOf(typed);
  if (range) byAddress(index, range, found);
  return grouped(index, found, limit);
}

/** The best way each entry was found, in flat arrays: a range as wide as a site may find a hundred thousand. */
class Found {
  /** place in MATCHES, from 1; 0: not found */
  readonly rank: Uint8Array;
  readonly width: Float64Array;

  constructor(entries: number) {
    this.rank = new Uint8Array(entries);
    this.width = new Float64Array(entries);
  }

  add(at: number, match: Match, width: number): void {
    const rank = MATCHES.indexOf(match) + 1;
    const known = this.rank[at] as number;
    if (known !== 0 && known <= rank) return;
    this.rank[at] = rank;
    this.width[at] = width;
  }
}

function byName({ names, entries }: SearchIndex, typed: string, found: Found): void {
  const words = typed.split(/\s+/u);
  const asn = /^(?:as)?(\d{1,10})$/u.exec(typed)?.[1];
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] as string;
    if (asn !== undefined && name.includes(`as${asn}\n`)) found.add(at, 'exact', 0);
    else if (words.every((word) => name.includes(word))) {
      const label = (entries[at] as SearchEntry).label.toLowerCase();
      const match = label === typed ? 'exact' : label.startsWith(typed) ? 'start' : 'text';
      found.add(at, match, label.length);
    }
  }
}

function byAddress({ ranges, wide }: SearchIndex, range: Range, found: Found): void {
  const note = (at: number, inside: boolean, outside: boolean, width: number) => {
    if (!inside && !outside) return;
    const match = inside && outside ? 'exact' : outside ? 'contains' : 'contained';
    found.add(at, match, width);
  };
  if (range.family === 4) {
    const first = Number(range.first);
    const last = Number(range.last);
    for (let at = 0; at < ranges.length; at += 3) {
      const from = ranges[at + 1] as number;
      const to = ranges[at + 2] as number;
      note(ranges[at] as number, from >= first && to <= last, from <= first && to >= last, to - from);
    }
  } else {
    for (const { at, first, last } of wide)
      note(
        at,
        first >= range.first && last <= range.last,
        first <= range.first && last >= range.last,
        widthIn(last - first),
      );
  }
}

/** Widths of IPv6 are only compared with each other. */
function widthIn(size: bigint): number {
  return Math.min(widthOf(6), size.toString(2).length);
}

/** Of each kind the best few, and how many there are: nothing is sorted that nobody will see. */
function grouped({ entries }: SearchIndex, found: Found, limit: number): SearchGroup[] {
  const { rank, width } = found;
  const before = (a: number, b: number) =>
    (rank[a] as number) - (rank[b] as number) || (width[a] as number) - (width[b] as number) || a - b;
  const groups = new Map<SearchKind, { total: number; best: number[] }>();
  for (let at = 0; at < rank.length; at += 1) {
    if (rank[at] === 0) continue;
    const { kind } = entries[at] as SearchEntry;
    const group = groups.get(kind) ?? { total: 0, best: [] };
    if (group.total === 0) groups.set(kind, group);
    group.total += 1;
    if (group.best.length === limit && before(at, group.best[limit - 1] as number) >= 0) continue;
    group.best.push(at);
    group.best.sort(before);
    group.best.length = Math.min(group.best.length, limit);
  }
  const bestRank = ({ best }: { best: readonly number[] }) => rank[best[0] as number] as number;
  return [...groups]
    .sort(([a, one], [b, other]) => {
      return bestRank(one) - bestRank(other) || SEARCH_KINDS.indexOf(a) - SEARCH_KINDS.indexOf(b);
    })
    .map(([kind, { total, best }]) => ({
      kind,
      total,
      hits: best.map((at) => hitOf(entries[at] as SearchEntry, MATCHES[(rank[at] as number) - 1] as Match)),
    }));
}

function hitOf({ kind, key, label, note, title, within }: SearchEntry, match: Match): SearchHit {
  return {
    kind,
    key,
    label,
    match,
    ...(note === undefined ? {} : { note }),
    ...(title ? { title } : {}),
    ...(within === undefined ? {} : { within }),
  };
}
