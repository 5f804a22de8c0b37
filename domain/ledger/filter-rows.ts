import { tryParseAddress } from '@/domain/net/address';
import { overlaps, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { TreeRow } from './tree';

/** The rows that a text is about: a prefix or an address finds what contains it and what lies in it, words find names. */
export function filterRows(rows: readonly TreeRow[], typed: string): readonly TreeRow[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return rows;
  const range = rangeOf(text);
  if (range) return rows.filter(({ block }) => overlaps(block.prefix, range));
  const words = text.split(/\s+/u);
  return rows.filter(({ block }) => {
    const names = [
      block.prefix,
      block.role,
      block.state,
      block.owner?.key,
      block.owner?.within,
      block.site,
      block.note,
    ];
    const all = names.filter(Boolean).join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

function rangeOf(text: string): Prefix | null {
  const address = tryParseAddress(text);
  const prefix = tryParsePrefix(address.ok ? `${text}/${text.includes(':') ? 128 : 32}` : text);
  return prefix.ok ? prefix.value : null;
}
