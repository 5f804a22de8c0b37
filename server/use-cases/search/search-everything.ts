import { setImmediate as takeTurns, setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Finding } from '@/domain/checks/finding';
import { entriesOfEstate, type SearchEntry } from '@/domain/search/index-of';
import { buildSearchIndex, search, searchIndexSteps, type SearchGroup, type SearchIndex } from '@/domain/search/search';
import type { Census } from '@/domain/topology/census';
import type { Database } from '@/server/db/client';
import { query } from '../command';
import { loadJudgedEstate, type JudgedEstate } from '../topology/judged-estate';
import { findRows } from './find-rows';

const Search = z.strictObject({
  text: z.string().max(400),
  limit: z.number().int().min(1).max(50).default(6),
  /** as things were known at a past moment */
  at: z.iso.datetime().optional(),
});

/** Everything that a text finds: objects of the estate, what is wrong with them, changes, and people for who may see them. */
export const searchEverything = query({
  question: 'search',
  permission: 'estate:read',
  input: Search,
  async run({ db, actor, now }, { text, limit, at }): Promise<SearchGroup[]> {
    if (text.trim() === '') return [];
    const moment = { now, ...(at === undefined ? {} : { at: new Date(at) }) };
    const judged = await loadJudgedEstate(db, moment);
    const index = await (moment.at ? pastIndexOf(judged) : indexOf(db, judged));
    const rest = await findRows({ db, actor, ...moment }, text);
    const groups = [...search(index, text, limit), ...search(buildSearchIndex(rest), text, limit)];
    const isBest = ({ hits }: SearchGroup) => (hits[0]?.match === 'exact' ? 0 : 1);
    return groups.sort((a, b) => isBest(a) - isBest(b));
  },
});

/** So long a new index is waited for where there is an older one. */
const PATIENCE_MS = 100;

type Kept = { revision: string; index: Promise<SearchIndex> };
const newest = new WeakMap<Database, Kept>();
const ready = new WeakMap<Database, SearchIndex>();

/**
 * The index of this state of the estate. A large one takes seconds and is made between other things; who searches meanwhile is
 * answered from the one before, which is the same but for what has just moved.
 */
function indexOf(db: Database, { view, findings }: JudgedEstate): Promise<SearchIndex> {
  let kept = newest.get(db);
  if (kept?.revision !== view.revision) {
    const entries = [...entriesOfEstate(view.estate), ...findings.map(findingEntry)];
    kept = { revision: view.revision, index: inTurns(entries) };
    newest.set(db, kept);
    void kept.index.then((index) => ready.set(db, index));
  }
  const before = ready.get(db);
  return before ? Promise.race([kept.index, wait(PATIENCE_MS, before)]) : kept.index;
}

/** Of a past moment there is none before: it lives as long as what was judged of that moment. */
const pastIndexes = new WeakMap<Census, Promise<SearchIndex>>();

function pastIndexOf(judged: JudgedEstate): Promise<SearchIndex> {
  // The page of findings knows those of now only.
  const index = pastIndexes.get(judged.census) ?? inTurns(entriesOfEstate(judged.view.estate));
  pastIndexes.set(judged.census, index);
  return index;
}

async function inTurns(entries: readonly SearchEntry[]): Promise<SearchIndex> {
  const steps = searchIndexSteps(entries);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await takeTurns();
  }
}

function findingEntry({ code, kind, subject, params }: Finding): SearchEntry {
  return {
    kind: 'finding',
    key: kind,
    label: code,
    note: subject.key,
    within: `${subject.kind}:${subject.key}`,
    texts: [kind, ...Object.values(params).map(String)],
    prefixes: [],
  };
}
