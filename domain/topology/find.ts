import { containsPrefix, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import { tryParseAddress, addressFamily } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import type { Element } from './elements';
import type { CardRow, Words } from './graph';

/**
 * Whether an element is what somebody looks for: part of its names or of what its card says, in any case of letters. An
 * address or a prefix also finds the routes and ranges that hold it.
 */
export function finds(element: Element, wanted: string): boolean {
  const query = wanted.trim().toLowerCase();
  if (query === '') return true;
  const texts = [
    element.key,
    ...wordsOf(element.title),
    ...(element.sub ? wordsOf(element.sub) : []),
    ...rowsOf(element).flatMap(textsOf),
  ];
  if (texts.some((each) => each.toLowerCase().includes(query))) return true;
  const range = asRange(query);
  return range !== null && texts.some((each) => each.split(', ').some((part) => holds(part, range)));
}

function rowsOf(element: Element): readonly CardRow[] {
  return [...element.rows, ...(element.below ?? [])];
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

function asRange(query: string): Prefix | null {
  const prefix = tryParsePrefix(query);
  if (prefix.ok) return prefix.value;
  const address = tryParseAddress(query);
  return address.ok ? parsePrefix(`${address.value}/${addressFamily(address.value) === 4 ? 32 : 128}`) : null;
}

function holds(text: string, range: Prefix): boolean {
  const prefix = tryParsePrefix(text);
  return prefix.ok && prefix.value !== '0.0.0.0/0' && containsPrefix(prefix.value, range);
}
