import { estateOf } from '@/domain/estate/assemble';
import type { DeclaredFacts } from '@/domain/estate/declared';
import type { Estate } from '@/domain/estate/estate';
import { keepSame } from '@/domain/estate/keep-same';
import type { EstateView } from '@/domain/estate/view';
import type { Database, Tx } from '@/server/db/client';
import { type ReadingRef, readRows, readTouchedRows, type TouchedRow } from '@/server/db/estate-rows';
import { type EstateState, readEstateState, readStepsBetween, type Revision } from '@/server/db/estate-state';
import type { MovedSince } from '@/server/db/rows-moved-since';
import { type DeclaredEstate, loadDeclared } from './declared-facts';
import { asFreshness, knownParts, type LoadedPart, partsAt, ranksOf, revisionName } from './freshness';
import { type BelievedRows, ShownRows } from './shown-rows';

/** Rows and facts as they were at a revision. */
type Ground = { revision: Revision; rows: ShownRows; declared: DeclaredEstate };

/** What has to be taken to be at a state: nothing of it is in `ground` yet. */
type Reading = {
  ground: Ground;
  touched: readonly (readonly TouchedRow[])[];
  declared: DeclaredEstate;
  state: KnownState;
};

/** A state that has a name. */
export type KnownState = EstateState & { revision: Revision };

/** So many looks at one revision are kept: what is stale differs with the moment that is asked about. */
const KEPT_VIEWS = 4;

/**
 * The estate of one database as this process holds it: all rows as values of the domain, brought forward to the newest
 * revision by what was written since. What nobody wrote stays the very same object from one estate to the next.
 */
export class EstateKeeper {
  private ground: Ground | null = null;
  private former: Estate | undefined;
  private parts: EstateView['parts'] = [];
  private readonly views = new Map<string, EstateView>();
  private readonly partsOf = new WeakMap<EstateView, readonly LoadedPart[]>();
  private work: Promise<KnownState> | null = null;

  /** The estate in a state that was just read, if that is the one that is kept. */
  viewOf({ revision, parts: stored }: KnownState, now: Date): EstateView | null {
    const { ground } = this;
    if (!ground || !isSame(ground.revision, revision)) return null;
    const parts = partsAt(stored, now);
    const name = revisionName(revision, parts);
    const known = this.views.get(name);
    const estate = known?.estate ?? this.assembled(ground, parts);
    this.parts = keepSame(this.parts, parts.map(asFreshness));
    const { facts } = ground.declared;
    return known?.parts === this.parts
      ? known
      : this.keep({ estate, parts: this.parts, revision: name, declared: facts }, parts);
  }

  /** The estate of a view that is kept, had people declared these facts instead; null: it is kept no more. */
  supposing(view: EstateView, facts: DeclaredFacts): Estate | null {
    const { ground } = this;
    const parts = this.partsOf.get(view);
    if (!ground || !parts || this.views.get(view.revision) !== view) return null;
    return assembledOf(ground.rows.believing(ranksOf(parts)), { ...ground.declared, facts }, parts, view.estate);
  }

  /**
   * The estate as it was, if it is the revision that is kept from which these rows lead back. It shares with the newest estate
   * whatever was the same then.
   */
  takenBack(
    { revision, rows }: MovedSince,
    declared: DeclaredEstate,
    parts: readonly LoadedPart[],
  ): Pick<Required<EstateView>, 'estate' | 'declared'> | null {
    const { ground } = this;
    if (!ground || !isSame(ground.revision, revision)) return null;
    const then = keepSame(ground.declared, declared);
    const shown = ground.rows.asTheyWere(rows, ranksOf(parts));
    return { estate: assembledOf(shown, then, parts, this.former), declared: then.facts };
  }

  /** The state that somebody brings the kept estate to; null: nobody does. */
  get working(): Promise<KnownState> | null {
    return this.work;
  }

  /**
   * Brings what is kept to a state that was just read, or to a newer one, and says which that was. Only one does at a time, over a connection that it has
   * already: who waits for a connection must not be waited for by those who have one.
   */
  bringForward(tx: Tx, state: KnownState): Promise<KnownState> {
    this.work ??= readForward(tx, this.ground, state)
      .then((reading) => this.take(reading))
      .finally(() => (this.work = null));
    return this.work;
  }

  /** In one go, so that nobody sees rows of one revision under the name of another. */
  private take({ ground, touched, declared, state }: Reading): KnownState {
    for (const rows of touched) ground.rows.take(rows);
    this.ground = { revision: state.revision, rows: ground.rows, declared };
    this.views.clear();
    return state;
  }

  private assembled(ground: Ground, parts: readonly LoadedPart[]): Estate {
    this.former = assembledOf(ground.rows.believing(ranksOf(parts)), ground.declared, parts, this.former);
    return this.former;
  }

  private keep(view: EstateView, parts: readonly LoadedPart[]): EstateView {
    this.views.delete(view.revision);
    this.views.set(view.revision, view);
    this.partsOf.set(view, parts);
    const [oldest] = this.views.keys();
    if (this.views.size > KEPT_VIEWS && oldest !== undefined) this.views.delete(oldest);
    return view;
  }
}

/** Everything read at once, for one answer. `at`: what was valid then. `supposed`: facts in place of those that are declared. */
export async function readEstateOnce(
  db: Database | Tx,
  parts: readonly LoadedPart[],
  at?: Date,
  supposed?: DeclaredFacts,
): Promise<Required<Pick<EstateView, 'estate' | 'declared'>>> {
  const rows = await ShownRows.of(readRows(db, at));
  const known = await loadDeclared(db, at);
  const declared = supposed ? { ...known, facts: supposed } : known;
  return { estate: assembledOf(rows.believing(ranksOf(parts)), declared, parts), declared: declared.facts };
}

function assembledOf(
  { rows, unreadable }: BelievedRows,
  { name, title, facts }: DeclaredEstate,
  parts: readonly LoadedPart[],
  former?: Estate,
): Estate {
  return estateOf({ name, title, declared: facts, rows: rows.knowing(knownParts(parts, unreadable)) }, former);
}

/**
 * What leads to the newest revision. What is written while it is read is read again, until nothing was: so it is of one moment
 * without a transaction that lasts, and what was not written since is not read at all.
 */
async function readForward(tx: Tx, kept: Ground | null, first: KnownState): Promise<Reading> {
  let [from, ground, declared] = [kept?.revision, kept, kept?.declared];
  // Somebody may have gone further since that state was read.
  let state = from && isAfter(from, first.revision) ? await stateNow(tx) : first;
  let touched: (readonly TouchedRow[])[] = [];
  for (;;) {
    const steps = from && (await readStepsBetween(tx, from, state.revision));
    if (ground && declared && steps) {
      for (const readings of batches(steps.readings)) touched.push(await readTouchedRows(tx, readings));
      if (steps.declared) declared = keepSame(declared, await loadDeclared(tx));
    } else {
      [touched, declared] = [[], await loadDeclared(tx)];
      ground = { revision: state.revision, declared, rows: await ShownRows.of(readRows(tx)) };
    }
    const after = await stateNow(tx);
    if (isSame(after.revision, state.revision)) return { ground, touched, declared, state: after };
    [from, state] = [state.revision, after];
  }
}

/** So many readings an answer: each may be of thousands of rows, and all of them may have been read since. */
const READINGS = 20;

function* batches(readings: readonly ReadingRef[]): Generator<readonly ReadingRef[]> {
  for (let at = 0; at < readings.length; at += READINGS) yield readings.slice(at, at + READINGS);
}

async function stateNow(tx: Tx): Promise<KnownState> {
  const state = await readEstateState(tx);
  if (!isKnown(state)) throw new Error('an estate that had a revision has none');
  return state;
}

function isAfter(a: Revision, b: Revision): boolean {
  return a.base === b.base && a.count > b.count;
}

/** Whether there is anything to be known by a name yet. */
export function isKnown(state: EstateState): state is KnownState {
  return state.revision !== null;
}

function isSame(a: Revision, b: Revision): boolean {
  return a.base === b.base && a.count === b.count;
}
