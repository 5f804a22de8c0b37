import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { knownPartsOf } from '@/domain/testing/known-parts';
import { changesOf, withChange } from '@/domain/testing/one-change';
import { seedFigure } from '@/domain/testing/seed-figure';
import { estateOf } from './assemble';
import { declaredOf } from './declared-of';
import type { Estate } from './estate';
import { observableOver } from './flatten';
import { keepSame } from './keep-same';
import { ObservedRows, type RowChange } from './observed-rows';
import { placedRow, type PlacedRow } from './placed-row';
import { KINDS_OF, SOURCE_SYSTEMS } from './resource';

/** What all sources together show of an estate; of what several show, one speaks. */
function shown(estate: Estate): ReadonlyMap<string, PlacedRow> {
  const rows = SOURCE_SYSTEMS.flatMap((system) => observableOver(system, estate)).map((each) => placedRow(each));
  return new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
}

const ALL_KNOWN = SOURCE_SYSTEMS.flatMap((system) => KINDS_OF[system].map((kind) => ({ kind })));

/** An estate that was assembled from rows, as its keeper keeps it. */
type Kept = { rows: ObservedRows; byRef: ReadonlyMap<string, PlacedRow>; estate?: Estate; declared?: object };

/** The kept estate brought forward to another: only rows that say something else are touched. */
function forward(kept: Kept, to: Estate, known = ALL_KNOWN) {
  const next = new Map(kept.byRef);
  const changes: RowChange[] = [];
  const wanted = shown(to);
  for (const [ref, before] of kept.byRef) {
    if (wanted.has(ref)) continue;
    changes.push({ before });
    next.delete(ref);
  }
  for (const [ref, row] of wanted) {
    const before = kept.byRef.get(ref);
    const after = { ...row, value: keepSame(before?.value, row.value) } as PlacedRow;
    if (before && after.value === before.value && after.parent?.key === before.parent?.key) continue;
    changes.push({ before, after });
    next.set(ref, after);
  }
  const rows = kept.rows.with(changes).knowing(known);
  const declared = keepSame(kept.declared, declaredOf(to).facts);
  return { rows, byRef: next, declared, estate: estateOf({ ...to.metadata, declared, rows }, kept.estate) };
}

function fresh(to: Estate, known = ALL_KNOWN): Estate {
  const rows = ObservedRows.holding(shown(to).values()).knowing(known);
  return estateOf({ ...to.metadata, declared: declaredOf(to).facts, rows });
}

const NOTHING: Kept = { rows: ObservedRows.EMPTY, byRef: new Map() };

/** Objects of both that say the same but are not the same. */
function twins(a: unknown, b: unknown, path = ''): string[] {
  if (a === b || typeof a !== 'object' || typeof b !== 'object' || !a || !b) return [];
  if (JSON.stringify(a) === JSON.stringify(b)) return [path];
  const [as, bs] = [membersOf(a), membersOf(b)];
  return [...as].flatMap(([name, member]) => twins(member, bs.get(name), `${path}/${name}`));
}

function membersOf(value: object): Map<string, unknown> {
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const nameOf = (each: { key?: string; name?: string; prefix?: string } | null) => each?.key ?? each?.name;
  return new Map(value.map((each: { key?: string }, at) => [nameOf(each) ?? String(at), each]));
}

describe('an estate brought forward by what changed', () => {
  it('is what would be assembled anew, after any sequence of changes, and what nobody touched is the same object', () => {
    fc.assert(
      fc.property(estateArbitrary(), fc.array(fc.nat(), { maxLength: 6 }), (first, choices) => {
        let [to, kept] = [first, forward(NOTHING, first)];
        expect(kept.estate).toEqual(fresh(to));
        for (const nth of choices) {
          const changes = changesOf(to).filter(({ path }) => path[0] !== 'metadata');
          if (changes.length === 0) break;
          to = withChange(to, changes[nth % changes.length]!);
          const next = forward(kept, to);
          expect(next.estate).toEqual(fresh(to));
          expect(twins(kept.estate, next.estate)).toEqual([]);
          kept = next;
        }
      }),
    );
  }, 60_000);

  it('follows what becomes known and unknown', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const known = [...knownPartsOf(estate)];
        const so = forward(NOTHING, estate, known as never);
        const all = forward(so, estate);
        expect(so.estate).toEqual(fresh(estate, known as never));
        expect(all.estate).toEqual(fresh(estate));
        expect(forward(all, estate, known as never).estate).toEqual(so.estate);
      }),
    );
  });

  it('is the very same estate when nothing changed', () => {
    const kept = forward(NOTHING, seedFigure());
    expect(forward(kept, structuredClone(seedFigure())).estate).toBe(kept.estate);
  });

  it('with one row of one table another, is another in that table alone', () => {
    const before = forward(NOTHING, seedFigure());
    const vbrs = seedFigure().vbrs.map((vbr, at) =>
      at === 0 ? { ...vbr, routeTable: { ...vbr.routeTable!, entries: vbr.routeTable!.entries!.slice(1) } } : vbr,
    );
    const after = forward(before, { ...seedFigure(), vbrs });
    const { vbrs: others, ...rest } = after.estate;
    for (const [name, list] of Object.entries(rest)) expect(list).toBe(before.estate[name as keyof Estate]);
    expect(others.map((vbr, at) => vbr === before.estate.vbrs[at])).toEqual(others.map((_, at) => at > 0));
    const [was, is] = [before.estate.vbrs[0]!, others[0]!];
    expect(is.bgpGroups).toBe(was.bgpGroups);
    expect(is.routeTable!.entries).toHaveLength(was.routeTable!.entries!.length - 1);
    for (const entry of is.routeTable!.entries!) expect(was.routeTable!.entries).toContain(entry);
  });

  it('takes a table that moved to another router out of the former and into the latter', () => {
    const row = (router: string): PlacedRow =>
      placedRow({
        kind: 'route-table',
        key: 'vtb-a',
        attributes: { key: 'vtb-a', kind: 'custom', router, routerKind: 'vpc' },
      });
    const vpcs = ['vpc-a', 'vpc-b'].map((key) => ({
      after: placedRow({ kind: 'vpc', key, attributes: { key, prefixes: ['10.0.0.0/8' as never] } }),
    }));
    const [before, after] = [row('vpc-a'), row('vpc-b')];
    const rows = ObservedRows.EMPTY.with([...vpcs, { after: before }]).knowing(ALL_KNOWN);
    const tables = (of: ObservedRows) =>
      estateOf({ name: 'x', declared: declaredOf(seedFigure()).facts, rows: of }).vpcs.map(
        (vpc) => vpc.routeTables!.length,
      );
    expect(tables(rows)).toEqual([1, 0]);
    expect(tables(rows.with([{ before, after }]))).toEqual([0, 1]);
    expect(tables(rows)).toEqual([1, 0]);
  });
});
