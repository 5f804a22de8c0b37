import { z } from 'zod';
import { FIRST_LAYERS, nameOf, type GraphNodeKind, type GraphStatus, type Words } from '@/domain/topology/graph';
import { isEmptyFilter, meets, parseFilter } from '@/domain/topology/filter';
import { ancestorsOf } from '@/domain/topology/neighbourhood';
import { query } from '../command';
import { loadJudgedEstate } from './judged-estate';

/** So many are proposed while somebody types. */
const PROPOSED = 12;

/** One thing that somebody may mean; `within` are the boxes that have to be open for it to be seen, the outermost first. */
export type FoundObject = {
  id: string;
  kind: GraphNodeKind;
  title: Words;
  status: GraphStatus;
  within: readonly { id: string; closedAtFirst: boolean }[];
};

/** What is meant by what somebody has typed so far: names that begin with it before names that hold it. */
export const findObjects = query({
  question: 'topology.find',
  permission: 'estate:read',
  input: z.strictObject({ find: z.string().max(200), at: z.iso.datetime().optional() }),
  async run({ db, now }, { find, at }): Promise<{ count: number; objects: readonly FoundObject[] }> {
    const filter = parseFilter(find);
    if (isEmptyFilter(filter)) return { count: 0, objects: [] };
    const { census } = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
    const { elements, closedAtFirst } = census.withLayers(FIRST_LAYERS);
    const found = elements.filter((each) => meets(each, filter));
    const typed = filter.words.join(' ');
    const rank = (key: string) => (key.toLowerCase() === typed ? 0 : key.toLowerCase().startsWith(typed) ? 1 : 2);
    const first = [...found].sort((a, b) => rank(nameOf(a)) - rank(nameOf(b))).slice(0, PROPOSED);
    return {
      count: found.length,
      objects: first.map(({ id, kind, title, status }) => ({
        id,
        kind,
        title,
        status,
        within: [...ancestorsOf(elements, [id])]
          .reverse()
          .map((holder) => ({ id: holder, closedAtFirst: closedAtFirst.has(holder) })),
      })),
    };
  },
});
