import { keepSame } from '@/domain/estate/keep-same';
import { ObservedRows, type RowChange } from '@/domain/estate/observed-rows';
import { placedRow, type PlacedRow } from '@/domain/estate/placed-row';
import { ObservedResource } from '@/domain/estate/resource';
import { SharedTexts } from '@/domain/estate/shared-texts';
import { log } from '@/server/config/log';
import type { TouchedRow } from '@/server/db/estate-rows';

/** A row and whose it is. */
type ShownRow = PlacedRow & { readonly source: string };

/** An object that several sources show. */
type Contest = { rows: readonly ShownRow[]; believed: ShownRow };

/**
 * What sources show, as values of the domain and each row once, kept up to date row by row. Where two sources show the same
 * object, the one that is there and fresh is believed. A row that this version of the product cannot read is left out, and
 * makes its part unknown.
 */
export class ShownRows {
  private readonly byKind = new Map<string, Map<string, ShownRow | Contest>>();
  private readonly contests = new Set<Contest>();
  private readonly broken = new Map<string, { kind: string; within: string }>();
  private rows = ObservedRows.EMPTY;

  /** Takes rows as they are now, whatever they were. */
  take(touched: readonly TouchedRow[], texts = new SharedTexts()): void {
    const changes = new Map<string, Map<string, RowChange>>();
    for (const row of touched) {
      const ofKind = changes.get(row.kind) ?? new Map<string, RowChange>();
      changes.set(row.kind, ofKind);
      const before = this.believed(row);
      this.replace(row, this.read(row, texts));
      const first = ofKind.get(row.key);
      ofKind.set(row.key, { before: first ? first.before : before, after: this.believed(row) });
    }
    const all = [...changes.values()].flatMap((ofKind) => [...ofKind.values()]);
    this.rows = this.rows.with(all.filter(({ before, after }) => before !== after));
  }

  /** @param ranks how little each source is believed */
  believing(ranks: ReadonlyMap<string, number>): ObservedRows {
    const rankOf = ({ source }: ShownRow) => ranks.get(source) ?? Infinity;
    const changes: RowChange[] = [];
    for (const contest of this.contests) {
      const before = contest.believed;
      contest.believed = contest.rows.reduce((best, row) => (rankOf(row) < rankOf(best) ? row : best));
      if (before !== contest.believed) changes.push({ before, after: contest.believed });
    }
    this.rows = this.rows.with(changes);
    return this.rows;
  }

  /** Parts of which a row cannot be read, and kinds of which one cannot. */
  unreadable(): ReadonlySet<string> {
    return new Set([...this.broken.values()].flatMap(({ kind, within }) => [`${kind} ${within}`, `${kind} `]));
  }

  private believed({ kind, key }: Pick<TouchedRow, 'kind' | 'key'>): ShownRow | undefined {
    const slot = this.byKind.get(kind)?.get(key);
    return slot && 'rows' in slot ? slot.believed : slot;
  }

  private read(row: TouchedRow, texts: SharedTexts): ShownRow | undefined {
    const { sourceId, kind, key, within, current } = row;
    if (this.broken.size > 0) this.broken.delete(`${sourceId} ${kind} ${key}`);
    if (!current) return undefined;
    const parsed = ObservedResource.safeParse({ kind, key, attributes: current.attributes });
    if (!parsed.success) {
      log().error({ kind, key, sourceId }, 'stored resource cannot be read');
      this.broken.set(`${sourceId} ${kind} ${key}`, { kind, within });
      return undefined;
    }
    const placed = placedRow(parsed.data);
    const former = this.rowsOf(row).find(({ source }) => source === sourceId);
    // Every row has another key, but ten thousand have the same parent and say the same of it.
    const parent = placed.parent && texts.of(placed.parent);
    const value = keepSame(former?.value, texts.of<object>(placed.value));
    return { kind: placed.kind, key, parent, value, source: texts.of(sourceId) } as ShownRow;
  }

  private rowsOf({ kind, key }: Pick<TouchedRow, 'kind' | 'key'>): readonly ShownRow[] {
    const slot = this.byKind.get(kind)?.get(key);
    if (!slot) return [];
    return 'rows' in slot ? slot.rows : [slot];
  }

  private replace({ sourceId, kind, key }: TouchedRow, row: ShownRow | undefined): void {
    const slots = this.byKind.get(kind) ?? new Map<string, ShownRow | Contest>();
    this.byKind.set(kind, slots);
    const before = slots.get(key);
    const others = this.rowsOf({ kind, key }).filter(({ source }) => source !== sourceId);
    if (before && 'rows' in before) this.contests.delete(before);
    const [first, second] = row ? [...others, row] : others;
    if (!first) return void slots.delete(key);
    if (!second) return void slots.set(key, first);
    // In one order whoever came first, so that every process believes the same.
    const rows = [...others, ...(row ? [row] : [])].sort((a, b) => (a.source < b.source ? -1 : 1));
    const contest: Contest = { rows, believed: rows[0] ?? first };
    this.contests.add(contest);
    slots.set(key, contest);
  }
}
