import type { ObservedResource, ResourceKind } from '@/domain/estate/resource';
import { plainText } from './plain-text';
import { ConnectorError, type Observation, type ObservationFailure } from './types';

/** More would only repeat what the first ones say. */
const MOST_SKIPPED = 100;

/**
 * What was read of one gateway and one kind. A part that broke off has no rows at all: half a table would read as routes that
 * are gone.
 */
export class GatewayPart {
  error?: ConnectorError;
  readonly skipped: Observation['skipped'][number][] = [];
  private readonly found = new Map<string, { row: ObservedResource; best: boolean }>();
  private seen = 0;

  constructor(
    readonly kind: ResourceKind,
    private readonly most: number,
  ) {}

  static failed(kind: ResourceKind, error: ConnectorError): GatewayPart {
    const part = new GatewayPart(kind, 0);
    part.error = error;
    return part;
  }

  get resources(): readonly ObservedResource[] {
    return this.error === undefined ? [...this.found.values()].map((each) => each.row) : [];
  }

  /** Each key once: of several rows from one place (ADD-PATH) the best stands for all. */
  keep(row: ObservedResource, best = false): void {
    const known = this.found.get(row.key);
    if (!known || (best && !known.best)) this.found.set(row.key, { row, best });
  }

  /** What is not understood is named and counted, never fatal. `name` comes from outside. */
  skip(name: string, problem: string): void {
    if (this.skipped.length < MOST_SKIPPED)
      this.skipped.push({ kind: this.kind, key: plainText(name || '?'), problem });
  }

  /** @throws ConnectorError `rejected` when this row is one too many */
  count(): void {
    this.seen += 1;
    if (this.seen > this.most)
      throw new ConnectorError('rejected', `${this.kind}: more than ${this.most} rows`, { outcome: 'unknown' });
  }
}

/** Reads one part; whatever breaks is its failure, in the connector's words. */
export async function readPart(
  kind: ResourceKind,
  most: number,
  toError: (thrown: unknown) => ConnectorError,
  read: (part: GatewayPart) => void | Promise<void>,
): Promise<GatewayPart> {
  const part = new GatewayPart(kind, most);
  try {
    await read(part);
  } catch (thrown) {
    part.error = toError(thrown);
  }
  return part;
}

/** The parts as one observation: covered is what came whole and was understood. */
export function observationOf(gateway: string, parts: readonly GatewayPart[]): Omit<Observation, 'requests'> {
  const whole = parts.filter((part) => part.error === undefined && part.skipped.length === 0);
  return {
    resources: parts.flatMap((part) => part.resources),
    covered: whole.map(({ kind }) => ({ kind, within: gateway })),
    partly: parts
      .filter((part) => part.error === undefined && part.skipped.length > 0)
      .map(({ kind, skipped }) => ({ kind, within: gateway, rows: skipped })),
    failures: parts.flatMap(({ kind, error }): ObservationFailure[] =>
      error ? [{ kind, within: gateway, error }] : [],
    ),
    skipped: parts.flatMap((part) => (part.error ? [] : part.skipped)),
  };
}
