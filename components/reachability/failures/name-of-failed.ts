import { nameOfDifference } from '@/components/lists/name-of-difference';

/** What may fail, as people call it: a node by its cluster too, because names repeat from one to the next. */
export function nameOfFailed({ kind, key }: { kind: string; key: string }): string {
  const { name, within } = nameOfDifference(kind, key);
  return within === undefined ? name : `${within}/${name}`;
}
