import { DeclaredFacts } from '@/domain/estate/declared';
import type { EstateView } from '@/domain/estate/view';
import { withOriginView } from '@/domain/routing/origin';
import type { Database, Tx } from '@/server/db/client';
import { withConnection } from '@/server/db/client';
import { readEstateState } from '@/server/db/estate-state';
import { readPartsAt } from '@/server/db/parts-at';
import { readRowsMovedSince } from '@/server/db/rows-moved-since';
import { loadDeclared } from './declared-facts';
import { EstateKeeper, isKnown, type KnownState, readEstateOnce } from './estate-keeper';
import { asFreshness, type LoadedPart, partsAt, revisionName } from './freshness';

type Moment = {
  now: Date;
  /** a past moment: what was known then */
  at?: Date;
};

/** By the base of the revision, which no two databases share. More than one is only ever kept where tests have several. */
const MOST_KEPT = 2;
const keepers = new Map<string, EstateKeeper>();

/**
 * Everything known, observed and declared, with the freshness of each part. Kept in this process and brought forward by what
 * changed: treat it as read-only. A past moment is assembled from the versions that were valid then.
 *
 * In a transaction that has written facts or versions, call it before that or after the next revision was named.
 */
export async function loadEstateView(db: Database | Tx, { now, at }: Moment): Promise<EstateView> {
  if (at) return viewAt(db, at, now);
  for (;;) {
    const state = await readEstateState(db);
    if (!isKnown(state) || state.uncommitted) {
      const parts = partsAt(state.parts, now);
      const view = {
        ...(await readEstateOnce(db, parts)),
        parts: parts.map(asFreshness),
        revision: revisionName(state.revision, parts),
      };
      if (isKnown(state) || !isKnown(await readEstateState(db))) return view;
      continue;
    }
    const keeper = keeperOf(state.revision.base);
    const view = keeper.viewOf(state, now) ?? (await broughtForward(keeper, db, now, state));
    if (view) return view;
  }
}

/** The newest estate, and what it would be had people declared other facts. Nothing is written. */
export async function loadSupposed(
  db: Database,
  now: Date,
  change: (facts: DeclaredFacts) => DeclaredFacts,
): Promise<{ view: EstateView; supposed: EstateView }> {
  const view = await loadEstateView(db, { now });
  const declared = change(view.declared ?? DeclaredFacts.parse({}));
  const kept = [...keepers.values()].map((keeper) => keeper.supposing(view, declared)).find((each) => each !== null);
  const estate =
    kept ?? (await readEstateOnce(db, partsAt((await readEstateState(db)).parts, now), undefined, declared)).estate;
  return { view, supposed: withOriginView({ ...view, estate, declared, revision: `${view.revision}+declared` }, view) };
}

/** How old what is known of the estate is, or was, without the estate. */
export async function loadParts(db: Database, { now, at }: Moment): Promise<EstateView['parts']> {
  const parts = at ? await readPartsAt(db, at) : (await readEstateState(db)).parts;
  return partsAt(parts, at ?? now).map(asFreshness);
}

/** The newest view, or null when it has moved on again before it could be looked at. */
async function broughtForward(
  keeper: EstateKeeper,
  db: Database | Tx,
  now: Date,
  first: KnownState,
): Promise<EstateView | null> {
  // Whoever does the work says what went wrong with it; who has waited in vain does it again.
  const others = keeper.working?.catch(() => null);
  const state = others
    ? await others
    : await withConnection(db, (tx) => keeper.working ?? keeper.bringForward(tx, first));
  return state && state.revision.count >= first.revision.count ? keeper.viewOf(state, now) : null;
}

function keeperOf(base: string): EstateKeeper {
  const keeper = keepers.get(base) ?? new EstateKeeper();
  keepers.delete(base);
  keepers.set(base, keeper);
  const [oldest] = keepers.keys();
  if (keepers.size > MOST_KEPT && oldest !== undefined) keepers.delete(oldest);
  return keeper;
}

async function viewAt(db: Database | Tx, at: Date, now: Date): Promise<EstateView> {
  const parts = partsAt(await readPartsAt(db, at), at);
  return {
    ...((await takenBack(db, at, now, parts)) ?? (await readEstateOnce(db, parts, at))),
    parts: parts.map(asFreshness),
    revision: `at ${at.toISOString()}`,
  };
}

/** So often the newest estate may move on while it is read what leads back from it. */
const ATTEMPTS = 4;

/** The estate of a past moment, made of the newest and what has moved since; null where too much has. */
async function takenBack(db: Database | Tx, at: Date, now: Date, parts: readonly LoadedPart[]) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const moved = await readRowsMovedSince(db, at);
    if (!moved) return null;
    const declared = await loadDeclared(db, at);
    await loadEstateView(db, { now });
    const past = keeperOf(moved.revision.base).takenBack(moved, declared, parts);
    if (past) return past;
  }
  return null;
}
