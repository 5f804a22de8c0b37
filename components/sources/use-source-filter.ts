import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { Source } from './source-words';

export const HEALTHS = ['failing', 'stale', 'unread', 'fresh', 'disabled'] as const;

/** So many sources are read in full one below the other; more are a list to look something up in. */
const FEW = 8;

const PARTS = {
  q: parseAsString.withDefault(''),
  health: parseAsArrayOf(parseAsStringLiteral(HEALTHS)).withDefault([]),
  /** sources whose details are shown */
  open: parseAsArrayOf(parseAsString).withDefault([]),
};

/** Which of the sources are looked at, all of it in the address. */
export function useSourceFilter(sources: readonly Source[]) {
  const [address, change] = useQueryStates(PARTS, { history: 'replace', shallow: true });
  const isMany = sources.length > FEW;
  const words = address.q.toLowerCase().split(/\s+/u).filter(Boolean);
  const named = sources.filter((source) => words.every((word) => textOf(source).includes(word)));
  const shown = named.filter(({ health }) => address.health.length === 0 || address.health.includes(health));
  return { address, change, isMany, named, shown: isMany ? shown : sources };
}

function textOf({ name, key, endpoint, region, settings }: Source): string {
  return [name, key, endpoint, region, ...Object.values(settings).map(String)].join('\n').toLowerCase();
}
