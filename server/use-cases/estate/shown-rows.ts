import { keepSame } from '@/domain/estate/keep-same';
import { ObservedRows, type RowChange } from '@/domain/estate/observed-rows';
import { placedRow, type PlacedRow } from '@/domain/estate/placed-row';
import { ObservedResource } from '@/domain/estate/resource';
import { SharedTexts } from '@/domain/estate/shared-texts';
import { log } from '@/server/config/log';
import type { StoredRow, StoredValue, TouchedRow } from '@/server/db/estate-rows';
import { isOfForm } from '@/server/db/resource-form';

/** A row and whose it is. */
type ShownRow = PlacedRow & { readonly source: string };

/** An object that several sources show. */
type Contest = { rows: readonly ShownRow[]; believed: ShownRow };

type Row = Omit<StoredRow, keyof StoredValue>;
type Name = Pick<Row, 'kind' | 'key'>;

/** How little each source is believed. */
type Ranks = ReadonlyMap<string, number>;

/** Stored rows that cannot be read, by source, kind and key. */
type Broken = Map<string, { kind: string; within: string }>;

/** Rows, each object once, and the parts of which one cannot be read, with the kinds of which one cannot. */
export type BelievedRows = { rows: ObservedRows; unreadable: ReadonlySet<string> };

/**
 * What sources show, as values of the domain and each row once, kept up to date row by row. Where two sources show the same
 * object, the one that is there and fresh is believed. A row that this version of the product cannot read is left out, and
 * makes its part unknown.
 */
export class ShownRows {
  private readonly byKind = new Map<string, Map<string, ShownRow | Contest>>();
  private readonly contests = new Set<Contest>();
  private readonly broken: Broken = new Map();
  private rows = ObservedRows.EMPTY;

  /** Everything that is stored. */
  static async of(pages: AsyncIterable<readonly StoredRow[]>): Promise<ShownRows> {
    const [all, texts] = [new ShownRows(), new SharedTexts()];
    for await (const page of pages) for (const row of page) all.replace(row, all.read(row, row, texts));
    all.rows = ObservedRows.holding(all.allBelieved());
    return all;
  }

  /** Takes rows as they are now, whatever they were. */
  take(touched: readonly TouchedRow[]): void {
    const texts = new SharedTexts();
    const changes = new Map<string, RowChange>();
    for (const row of touched) {
      const first = changes.get(nameOf(row));
      const before = first ? first.before : this.believed(row);
      this.replace(row, this.readTouched(row, texts, this.broken));
      changes.set(nameOf(row), { before, after: this.believed(row) });
    }
    this.rows = this.rows.with([...changes.values()].filter(isChange));
  }

  believing(ranks: Ranks): BelievedRows {
    const changes: RowChange[] = [];
    for (const contest of this.contests) {
      const before = contest.believed;
      contest.believed = mostBelieved(contest.rows, ranks) ?? before;
      changes.push({ before, after: contest.believed });
    }
    this.rows = this.rows.with(changes.filter(isChange));
    return { rows: this.rows, unreadable: unreadable(this.broken) };
  }

  /** What was shown when these rows were as they are given and all others as they are; what is kept here stays as it is. */
  asTheyWere(touched: readonly TouchedRow[], ranks: Ranks): BelievedRows {
    const [texts, broken] = [new SharedTexts(), new Map(this.broken)];
    const objects = new Map<string, { now: ShownRow | undefined; then: readonly ShownRow[] }>();
    // Sources may have been believed otherwise.
    for (const { rows, believed } of this.contests) objects.set(nameOf(believed), { now: believed, then: rows });
    for (const row of touched) {
      const { now, then } = objects.get(nameOf(row)) ?? { now: this.believed(row), then: this.rowsOf(row) };
      objects.set(nameOf(row), { now, then: withRow(then, row, this.readTouched(row, texts, broken)) });
    }
    const changes = [...objects.values()].map(({ now, then }) => ({ before: now, after: mostBelieved(then, ranks) }));
    return { rows: this.rows.with(changes.filter(isChange)), unreadable: unreadable(broken) };
  }

  private believed({ kind, key }: Name): ShownRow | undefined {
    const slot = this.byKind.get(kind)?.get(key);
    return slot && believedOf(slot);
  }

  private *allBelieved(): Generator<PlacedRow> {
    for (const slots of this.byKind.values()) for (const slot of slots.values()) yield believedOf(slot);
  }

  private readTouched(row: TouchedRow, texts: SharedTexts, broken: Broken): ShownRow | undefined {
    if (broken.size > 0) broken.delete(`${row.sourceId} ${nameOf(row)}`);
    const shown = row.current ? this.read(row, row.current, texts, broken) : undefined;
    const former = this.rowsOf(row).find(({ source }) => source === row.sourceId);
    return shown && former ? ({ ...shown, value: keepSame(former.value, shown.value) } as ShownRow) : shown;
  }

  private read(row: Row, stored: StoredValue, texts: SharedTexts, broken = this.broken): ShownRow | undefined {
    const { sourceId, kind, key, within } = row;
    const resource = asResource(row, stored);
    if (!resource) {
      log().error({ kind, key, sourceId }, 'stored resource cannot be read');
      broken.set(`${sourceId} ${nameOf(row)}`, { kind, within });
      return undefined;
    }
    // Every row has another key, but ten thousand have the same parent and say the same of it.
    const { parent, value } = placedRow(resource, texts);
    return { kind, key, parent, value, source: texts.of(sourceId) } as ShownRow;
  }

  private rowsOf({ kind, key }: Name): readonly ShownRow[] {
    const slot = this.byKind.get(kind)?.get(key);
    if (!slot) return NONE;
    return 'rows' in slot ? slot.rows : [slot];
  }

  private replace(place: Name & { sourceId: string }, row: ShownRow | undefined): void {
    const { kind, key } = place;
    const slots = this.byKind.get(kind) ?? new Map<string, ShownRow | Contest>();
    if (slots.size === 0) this.byKind.set(kind, slots);
    const before = slots.get(key);
    if (!before) {
      if (row) slots.set(key, row);
      return;
    }
    if ('rows' in before) this.contests.delete(before);
    const rows = withRow(this.rowsOf(place), place, row);
    const [first, second] = rows;
    if (!first) return void slots.delete(key);
    if (!second) return void slots.set(key, first);
    const contest: Contest = { rows, believed: first };
    this.contests.add(contest);
    slots.set(key, contest);
  }
}

const NONE: readonly never[] = [];

/** Null: this version of the product cannot read it. What was found to have the form of its kind when it was written has it still. */
function asResource({ kind, key }: Name, { attributes, form }: StoredValue): ObservedResource | null {
  if (isOfForm(kind, form)) return { kind, key, attributes } as ObservedResource;
  return ObservedResource.safeParse({ kind, key, attributes }).data ?? null;
}

function nameOf({ kind, key }: Name): string {
  return `${kind} ${key}`;
}

function believedOf(slot: ShownRow | Contest): ShownRow {
  return 'rows' in slot ? slot.believed : slot;
}

/** In one order whoever came first, so that every process believes the same. */
function withRow(rows: readonly ShownRow[], { sourceId }: { sourceId: string }, row: ShownRow | undefined) {
  const others = rows.filter(({ source }) => source !== sourceId);
  return row ? [...others, row].sort((a, b) => (a.source < b.source ? -1 : 1)) : others;
}

function mostBelieved(rows: readonly ShownRow[], ranks: Ranks): ShownRow | undefined {
  const rankOf = ({ source }: ShownRow) => ranks.get(source) ?? Infinity;
  const [first] = rows;
  return first && rows.reduce((best, row) => (rankOf(row) < rankOf(best) ? row : best), first);
}

function isChange({ before, after }: RowChange): boolean {
  return before !== after;
}

function unreadable(broken: Broken): ReadonlySet<string> {
  return new Set([...broken.values()].flatMap(({ kind, within }) => [`${kind} ${within}`, `${kind} `]));
}
