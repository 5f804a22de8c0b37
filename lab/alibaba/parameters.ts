import { createHash } from 'node:crypto';
import { invalid, missing } from './errors';

export type RequestFilter = { key: string; values: readonly string[] };

/** The parameters of an RPC call: all in the query string, lists as `Filter.1.Value.2`, counted from one. */
export class Parameters {
  private constructor(private readonly values: ReadonlyMap<string, string>) {}

  /** @param query the text after `?`, still percent-encoded */
  static parse(query: string): Parameters {
    const pairs = query.split('&').filter((pair) => pair !== '');
    return new Parameters(new Map(pairs.map(decodedPair)));
  }

  static of(values: Readonly<Record<string, string>>): Parameters {
    return new Parameters(new Map(Object.entries(values)));
  }

  get all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.values);
  }

  /** The same call with some parameters put in another way. */
  with(changed: Readonly<Record<string, string>>): Parameters {
    return Parameters.of({ ...this.all, ...changed });
  }

  /** Equal for calls that ask for the same, but for the parameters left out of the comparison. */
  digest(leftOut: readonly string[]): string {
    const compared = [...this.values].filter(([name]) => !leftOut.includes(name)).sort();
    return createHash('sha256').update(JSON.stringify(compared)).digest('hex');
  }

  /** An empty text counts as not given, as the service treats most of its filters. */
  text(name: string): string | undefined {
    return this.values.get(name) || undefined;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value)) throw invalid(name);
    return Number(value);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return undefined;
    if (value !== 'true' && value !== 'false') throw invalid(name);
    return value === 'true';
  }

  /** `Name.1`, `Name.2`, … in order. */
  list(name: string): string[] {
    return this.numbers(name).flatMap((number) => this.values.get(`${name}.${number}`) ?? []);
  }

  /** `Name.1.Field` … as one record per number. */
  records(name: string): Record<string, string>[] {
    return this.numbers(name).map((number) => {
      const start = `${name}.${number}.`;
      const fields = [...this.values].filter(([key]) => key.startsWith(start));
      return Object.fromEntries(fields.map(([key, value]) => [key.slice(start.length), value]));
    });
  }

  filters(): RequestFilter[] {
    return this.numbers('Filter').map((number) => ({
      key: this.values.get(`Filter.${number}.Key`) ?? '',
      values: this.list(`Filter.${number}.Value`),
    }));
  }

  private numbers(name: string): number[] {
    const start = `${name}.`;
    const found = [...this.values.keys()]
      .filter((key) => key.startsWith(start))
      .map((key) => Number(key.slice(start.length).split('.')[0]));
    return [...new Set(found.filter((number) => Number.isInteger(number) && number > 0))].sort((a, b) => a - b);
  }
}

function decodedPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  const key = equals < 0 ? pair : pair.slice(0, equals);
  return [decodeURIComponent(key), equals < 0 ? '' : decodeURIComponent(pair.slice(equals + 1))];
}
