import { addressFamily, tryParseAddress } from '@/domain/net/address';
import { containsPrefix, parsePrefix, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { Element } from './elements';
import {
  nameOf,
  GRAPH_NODE_KINDS,
  GRAPH_STATUSES,
  type CardRow,
  type GraphNodeKind,
  type GraphStatus,
  type Words,
} from './graph';

/**
 * What somebody looks for or wants out of sight: words that all have to be there, and any of some states and kinds. An empty
 * filter names nothing.
 */
export type Filter = {
  words: readonly string[];
  statuses: readonly GraphStatus[];
  kinds: readonly GraphNodeKind[];
};

/** `rack kind:node,pool status:broken`: what is not one of the two is a word, whatever it says. */
export function parseFilter(text: string): Filter {
  const filter = { words: [] as string[], statuses: [] as GraphStatus[], kinds: [] as GraphNodeKind[] };
  for (const token of text.trim().toLowerCase().split(/\s+/).filter(Boolean)) {
    const statuses = valuesOf(token, 'status:', GRAPH_STATUSES);
    const kinds = valuesOf(token, 'kind:', GRAPH_NODE_KINDS);
    if (statuses) filter.statuses.push(...statuses);
    else if (kinds) filter.kinds.push(...kinds);
    else filter.words.push(token);
  }
  return filter;
}

/** The one text of a filter. */
export function formatFilter({ words, statuses, kinds }: Filter): string {
  return [
    ...words,
    ...(kinds.length > 0 ? [`kind:${kinds.join(',')}`] : []),
    ...(statuses.length > 0 ? [`status:${statuses.join(',')}`] : []),
  ].join(' ');
}

function valuesOf<Value extends string>(
  token: string,
  name: string,
  known: readonly Value[],
): readonly Value[] | undefined {
  if (!token.startsWith(name)) return undefined;
  const values = token.slice(name.length).split(',').filter(Boolean);
  return values.length > 0 && values.every((value): value is Value => known.includes(value as Value))
    ? (values as Value[])
    : undefined;
}

export function isEmptyFilter({ words, statuses, kinds }: Filter): boolean {
  return words.length + statuses.length + kinds.length === 0;
}

/**
 * Whether an element is meant: every word is part of its names or of what its card says, in any case of letters; an address or
 * a prefix is also found in the routes and ranges that hold it.
 */
export function meets(element: Element, filter: Filter): boolean {
  if (filter.statuses.length > 0 && !filter.statuses.includes(element.status)) return false;
  if (filter.kinds.length > 0 && !filter.kinds.includes(element.kind)) return false;
  return filter.words.every((word) => says(element, word));
}

function says(element: Element, word: string): boolean {
  const { text, ranges } = saidBy(element);
  if (text.includes(word)) return true;
  const range = rangeOf(word);
  return range !== null && ranges().some((each) => containsPrefix(each, range));
}

type Said = { text: string; ranges: () => readonly Prefix[] };
const said = new WeakMap<Element, Said>();

/** Everything an element says, in one text; its ranges are read only when somebody looks for an address. */
function saidBy(element: Element): Said {
  const known = said.get(element);
  if (known) return known;
  const texts = [
    nameOf(element),
    ...wordsOf(element.title),
    ...(element.sub ? wordsOf(element.sub) : []),
    ...[...element.rows, ...(element.below ?? [])].flatMap(textsOf),
    ...(element.search ?? []),
  ];
  let ranges: readonly Prefix[] | undefined;
  const fresh: Said = {
    text: texts.join('\n').toLowerCase(),
    ranges: () => (ranges ??= texts.flatMap((each) => each.split(', ').flatMap(asRange))),
  };
  said.set(element, fresh);
  return fresh;
}

function textsOf(row: CardRow): readonly string[] {
  if (row.kind === 'route') return [row.prefix, ...wordsOf(row.nextHop)];
  return [...wordsOf(row.lead), ...(row.trail ? wordsOf(row.trail) : [])];
}

function wordsOf(words: Words): readonly string[] {
  if (words.kind === 'text') return [words.text];
  if (words.kind === 'title') return [words.title.en ?? '', words.title.zh ?? ''];
  return Object.values(words.params).map(String);
}

/** The default route holds every address and so tells nothing. */
function asRange(text: string): readonly Prefix[] {
  if (!text.includes('/')) return [];
  const prefix = tryParsePrefix(text);
  return prefix.ok && prefix.value !== '0.0.0.0/0' && prefix.value !== '::/0' ? [prefix.value] : [];
}

function rangeOf(word: string): Prefix | null {
  const prefix = tryParsePrefix(word);
  if (prefix.ok) return prefix.value;
  const address = tryParseAddress(word);
  return address.ok ? parsePrefix(`${address.value}/${addressFamily(address.value) === 4 ? 32 : 128}`) : null;
}
