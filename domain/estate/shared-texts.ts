import { without } from './projection';

/**
 * Makes values of the same texts and the same short lists: a next hop or an AS path that a hundred thousand rows name is there
 * once. For as long as rows are being read; what was made of it needs it no longer.
 */
export class SharedTexts {
  private readonly texts = new Map<string, string>();
  private readonly lists = new Map<string | number, readonly unknown[]>();
  private readonly objects = new Map<string, object>();

  /** `of`, to be handed on. */
  readonly share = (value: unknown): unknown => this.of(value);

  /** A copy of plain data that says the same. */
  of<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return this.list(value) as T;
    return without<object, never>(value, [], this.share) as T;
  }

  /** The first object that was given under a name. */
  named<T extends object>(name: string, value: T): T {
    const known = this.objects.get(name) ?? value;
    this.objects.set(name, known);
    return known as T;
  }

  private text(value: string): string {
    const known = this.texts.get(value);
    if (known !== undefined) return known;
    this.texts.set(value, value);
    return value;
  }

  private list(value: readonly unknown[]): readonly unknown[] {
    if (value.some((each) => typeof each === 'object' && each !== null)) return value.map((each) => this.of(each));
    // Most AS paths at an edge are one number, and a text of each would have to be made.
    const name = value.length === 1 && typeof value[0] === 'number' ? value[0] : JSON.stringify(value);
    const known = this.lists.get(name) ?? value.map((each) => this.of(each));
    this.lists.set(name, known);
    return known;
  }
}
