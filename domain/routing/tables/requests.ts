import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { Partition, type Cover } from './partition';
import { sortByParts, type Block, type Sorted } from './permits';

/** Traffic that arrived, and the gateways that it went past, or whose firewalls know of it. */
export type Request = Block & { by: readonly string[] };

/**
 * What was asked, so that answers can be held against it: a firewall keeps state of what it let through, and knows an answer only
 * where it saw the request. Of several ways that a request may have taken, the one past the firewall is not counted on.
 */
export class Requests {
  private readonly all: () => readonly Request[];
  private sorted: Partition<Asked> | undefined;

  /** @param all is called when an answer first meets a firewall, which is seldom */
  constructor(all: () => readonly Request[]) {
    let made: readonly Request[] | undefined;
    this.all = () => (made ??= all());
  }

  /** Sorts answers by whether a gateway saw what they answer, exactly to the address. Where nothing arrived there is nothing to miss. */
  knownTo(gateway: string, { source, destination }: Block): Sorted {
    if (this.all().every(({ by }) => by.includes(gateway))) return { allowed: [{ source, destination }], denied: [] };
    const { parts, rest } = this.byAsker().cut(destination);
    const known = parts.map(({ part, cover }) => ({
      destination: part,
      sources: source.subtract(askedPast(gateway, cover)),
    }));
    return sortByParts(rest.isEmpty() ? known : [...known, { destination: rest, sources: source }], source);
  }

  private byAsker(): Partition<Asked> {
    return (this.sorted ??= Partition.of(
      this.all().flatMap((request) => request.source.toPrefixes().map((prefix) => ({ prefix, request }))),
      ({ prefix }) => prefix,
    ));
  }
}

/** A request, by one of the ranges that asked. */
type Asked = { prefix: Prefix; request: Request };

/** Everybody who was asked otherwise than by way of a gateway. */
function askedPast(gateway: string, cover: Cover<Asked>): RangeSet {
  const asked: RangeSet[] = [];
  for (let each: Cover<Asked> | undefined = cover; each; each = each.wider)
    for (const { request } of each.items) if (!request.by.includes(gateway)) asked.push(request.destination);
  return RangeSet.union(asked);
}
