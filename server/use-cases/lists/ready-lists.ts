import { listerOf, type Lister } from '@/domain/lists/lister';
import type { ListKind } from '@/domain/lists/list';
import { readyList, type ReadyList } from '@/domain/lists/page';
import { rowsOf } from '@/domain/lists/rows';
import type { Census } from '@/domain/topology/census';
import type { JudgedEstate } from '../topology/judged-estate';

/** So many lists of one state of the estate are kept, the last that were asked for. */
const KEPT = 24;

type Prepared = { lister: Lister; lists: Map<string, ReadyList> };

/** Lists live exactly as long as the survey they are made of: a new revision has new ones. */
const prepared = new WeakMap<Census, Prepared>();

/** A list of one state of the estate, made at the first question about it. */
export function listOf({ census, findings }: JudgedEstate, kind: ListKind, within?: string): ReadyList {
  const known = prepared.get(census) ?? { lister: listerOf(census, findings), lists: new Map<string, ReadyList>() };
  prepared.set(census, known);
  const name = `${kind} ${within ?? ''}`;
  const list = known.lists.get(name) ?? readyList(rowsOf(known.lister, kind, within));
  known.lists.delete(name);
  known.lists.set(name, list);
  for (const oldest of known.lists.keys()) {
    if (known.lists.size <= KEPT) break;
    known.lists.delete(oldest);
  }
  return list;
}
