import type { ObservedResource, ResourceKind } from '@/domain/estate/resource';
import { plainText } from '../plain-text';
import { ConnectorError } from '../types';
import type { Answer, WireParameters } from './call';
import { toConnectorError } from './errors';
import { type Listing, memberAt } from './listing';
import type { Read } from './read';
import { integer } from './wire-values';

/** No real list is longer; a source that never ends is broken. */
const MOST_PAGES = 2_000;
/** How often a list is begun anew that changes while it is read. */
const BEGINNINGS = 3;

export type Skipped = { kind: ResourceKind; key: string; problem: string };

/** One list, read to its end or not. Without `error` and without `skipped` rows it may be believed to be the whole. */
export type Part = { resources: readonly ObservedResource[]; skipped: readonly Skipped[]; error?: ConnectorError };

/** Everything of the list is there, and understood. */
export function isWhole({ error, skipped }: Part): boolean {
  return error === undefined && skipped.length === 0;
}

/** Everything of the list came, and not every row of it was understood. */
export function isPartly({ error, skipped }: Part): boolean {
  return error === undefined && skipped.length > 0;
}

/** Reads one list to its end. Never throws: a failure half way leaves what was read, named as incomplete. */
export async function readPart(read: Read, listing: Listing, parameters: WireParameters): Promise<Part> {
  for (let beginning = 1; ; beginning += 1) {
    const reading = new Reading(listing);
    try {
      await readPages(read, listing, parameters, reading);
      return reading.part();
    } catch (thrown) {
      if (thrown instanceof ListMoved && beginning < BEGINNINGS) continue;
      const error =
        thrown instanceof ListMoved
          ? incomplete(listing, 'the list kept changing while it was read')
          : toConnectorError(thrown, listing.action);
      return reading.part(error);
    }
  }
}

/** Rows went or came between two pages: one may have slipped over the border unseen. */
class ListMoved extends Error {}

async function readPages(read: Read, listing: Listing, parameters: WireParameters, reading: Reading): Promise<void> {
  let cursor: WireParameters | null = firstPage(listing);
  for (let page = 1; cursor !== null; page += 1) {
    if (page > MOST_PAGES) throw incomplete(listing, `the list does not end after ${MOST_PAGES} pages`);
    const answer: Answer = await read(listing.action, { ...parameters, ...cursor });
    cursor = pageAfter(answer, reading.turn(answer), page, listing, reading);
  }
  const { total, seen, moved } = reading;
  if (total === undefined || seen >= total) return;
  throw moved ? new ListMoved() : incomplete(listing, `the list has ${seen} of ${total} rows`);
}

function firstPage({ paging }: Listing): WireParameters {
  if (paging.by === 'nothing') return {};
  return { ...(paging.by === 'number' ? { [paging.page]: 1 } : {}), [paging.size]: paging.pageSize };
}

function pageAfter(
  answer: Answer,
  turned: Turned,
  page: number,
  listing: Listing,
  reading: Reading,
): WireParameters | null {
  const { paging } = listing;
  if (paging.by === 'nothing') return null;
  const size = { [paging.size]: paging.pageSize };
  if (paging.by === 'number') return isLast(turned, listing, reading) ? null : { ...size, [paging.page]: page + 1 };
  const token = nextToken(answer, paging.token, listing, reading);
  return token === null ? null : { ...size, [paging.token]: token };
}

/** Offsets: on until the total is there, or, where none is told, until a page is not full. */
function isLast(turned: Turned, listing: Listing, { total, seen }: Reading): boolean {
  if (turned.rows === 0 || (total !== undefined && seen >= total)) return true;
  if (total === undefined && turned.rows < turned.size) return true;
  if (turned.fresh === 0) throw incomplete(listing, 'the source repeats a page');
  return false;
}

function nextToken(answer: Answer, member: string, listing: Listing, reading: Reading): string | null {
  const token = answer[member];
  if (token === undefined || token === null || token === '') return null;
  if (typeof token !== 'string') throw incomplete(listing, 'the token of the next page is no text');
  if (!reading.isNewToken(token)) throw incomplete(listing, 'the source repeats a page token');
  return token;
}

function incomplete(listing: Listing, problem: string): ConnectorError {
  return new ConnectorError('unavailable', `${listing.action}: ${problem}`, { outcome: 'unknown' });
}

/** `fresh`: rows not seen on an earlier page. */
type Turned = { rows: number; fresh: number; size: number };

/** What has been read of one list so far. */
class Reading {
  /** rows, those that were seen on an earlier page not counted again */
  seen = 0;
  total: number | undefined;
  moved = false;
  private readonly resources = new Map<string, ObservedResource>();
  private readonly skipped: Skipped[] = [];
  private readonly earlier = new Set<string>();
  private readonly tokens = new Set<string>();

  constructor(private readonly listing: Listing) {}

  turn(answer: Answer): Turned {
    const { paging } = this.listing;
    const total = paging.by === 'nothing' ? undefined : integer.parse(memberAt(answer, paging.total));
    this.moved ||= this.total !== undefined && total !== this.total;
    // Offsets shift with every row that comes or goes; tokens do not.
    if (this.moved && paging.by === 'number') throw new ListMoved();
    this.total = total;
    const rows = rowsOf(answer, this.listing, total);
    const names = rows.map((row) => this.take(row));
    const fresh = names.filter((name) => !this.earlier.has(name)).length;
    for (const name of names) this.earlier.add(name);
    this.seen += fresh;
    return { rows: rows.length, fresh, size: sizeOfPage(answer, this.listing) };
  }

  isNewToken(token: string): boolean {
    const isNew = !this.tokens.has(token);
    this.tokens.add(token);
    return isNew;
  }

  part(error?: ConnectorError): Part {
    return {
      resources: [...this.resources.values()],
      skipped: this.skipped,
      ...(error === undefined ? {} : { error }),
    };
  }

  /** Two rows of one key (a BGP prefix learnt twice toward one next hop) are one resource. */
  private take(row: unknown): string {
    const understood = this.listing.understand(row);
    if ('resource' in understood) {
      const { resource } = understood;
      if (!this.resources.has(resource.key)) this.resources.set(resource.key, resource);
      return resource.key;
    }
    const key = nameOf(row, this.listing.names);
    const name = `skipped|${key}|${understood.problem}`;
    if (!this.earlier.has(name)) this.skipped.push({ kind: this.listing.kind, key, problem: understood.problem });
    return name;
  }
}

/** The size of a page: what the source says it was, else what was asked for. */
function sizeOfPage(answer: Answer, { paging }: Listing): number {
  if (paging.by === 'nothing') return 0;
  const given = paging.by === 'number' ? integer.parse(memberAt(answer, paging.given)) : undefined;
  return given ?? paging.pageSize;
}

/**
 * The rows of a page. An empty list is a wrapper with an empty list, or no wrapper and a total of zero; no wrapper and no
 * total is an answer to something else, and taking it for "nothing there" would empty what is known. Where no list has a
 * total, null in the list's own place is an empty one.
 */
function rowsOf(answer: Answer, listing: Listing, total: number | undefined): readonly unknown[] {
  const [outer = ''] = listing.rows;
  if (Array.isArray(answer[outer])) return answer[outer] as unknown[];
  const rows = memberAt(answer, listing.rows);
  if (Array.isArray(rows)) return rows;
  if ((rows === undefined || rows === null) && total === 0) return [];
  if (rows === null && listing.paging.by === 'nothing') return [];
  throw incomplete(listing, `the answer has no ${listing.rows.join('.')}`);
}

function nameOf(row: unknown, names: readonly string[]): string {
  if (typeof row !== 'object' || row === null) return '?';
  const found = names
    .map((name) => memberAt(row, name.split('.')))
    .filter((value) => typeof value === 'string' && value !== '');
  return found.length === 0 ? '?' : plainText(found.join('|'));
}
