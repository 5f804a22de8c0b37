import type { ObservedResource, ResourceKind } from '@/domain/estate/resource';
import { ConnectorError } from '../types';
import type { Answer, WireParameters } from './client';
import { toConnectorError } from './errors';
import type { Listing } from './listings';
import type { Read } from './read';
import { integer, plainText } from './wire-values';

const PAGE_SIZE = 50;
const TOKEN_PAGE_SIZE = 100;
/** No real list is longer; a source that never ends is broken. */
const MOST_PAGES = 2_000;
/** How often a list is begun anew that changes while it is read. */
const BEGINNINGS = 3;

export type Skipped = { kind: ResourceKind; key: string; problem: string };

/** One list, read to its end or not. Without `error` and without `skipped` rows it may be believed to be the whole. */
export type Part = { resources: readonly ObservedResource[]; skipped: readonly Skipped[]; error?: ConnectorError };

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
  let cursor: WireParameters | null =
    listing.paging === 'token' ? { MaxResult: TOKEN_PAGE_SIZE } : { PageNumber: 1, PageSize: PAGE_SIZE };
  for (let page = 1; cursor !== null; page += 1) {
    if (page > MOST_PAGES) throw incomplete(listing, `the list does not end after ${MOST_PAGES} pages`);
    const answer: Answer = await read(listing.action, { ...parameters, ...cursor });
    const turned = reading.turn(answer);
    cursor =
      listing.paging === 'token' ? nextToken(answer, listing, reading) : nextPage(turned, page, listing, reading);
  }
  const { total, seen, moved } = reading;
  if (total === undefined || seen >= total) return;
  throw moved ? new ListMoved() : incomplete(listing, `the list has ${seen} of ${total} rows`);
}

/** Offsets: on until the total is there, or, where none is told, until a page is not full. */
function nextPage(turned: Turned, page: number, listing: Listing, reading: Reading): WireParameters | null {
  const { total, seen } = reading;
  if (turned.rows === 0 || (total !== undefined && seen >= total)) return null;
  if (total === undefined && turned.rows < turned.size) return null;
  if (turned.fresh === 0) throw incomplete(listing, 'the source repeats a page');
  return { PageNumber: page + 1, PageSize: PAGE_SIZE };
}

function nextToken(answer: Answer, listing: Listing, reading: Reading): WireParameters | null {
  const token = answer['NextToken'];
  if (token === undefined || token === null || token === '') return null;
  if (typeof token !== 'string') throw incomplete(listing, 'the token of the next page is no text');
  if (!reading.isNewToken(token)) throw incomplete(listing, 'the source repeats a page token');
  return { MaxResult: TOKEN_PAGE_SIZE, NextToken: token };
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
    const total = integer.parse(answer['TotalCount']);
    this.moved ||= this.total !== undefined && total !== this.total;
    // Offsets shift with every row that comes or goes; tokens do not.
    if (this.moved && this.listing.paging === 'number') throw new ListMoved();
    this.total = total;
    const rows = rowsOf(answer, this.listing, total);
    const names = rows.map((row) => this.take(row));
    const fresh = names.filter((name) => !this.earlier.has(name)).length;
    for (const name of names) this.earlier.add(name);
    this.seen += fresh;
    return { rows: rows.length, fresh, size: integer.parse(answer['PageSize']) ?? PAGE_SIZE };
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

/**
 * The rows of a page. An empty list is a wrapper with an empty list, or no wrapper and a total of zero; no wrapper and no
 * total is an answer to something else, and taking it for "nothing there" would empty what is known.
 */
function rowsOf(answer: Answer, listing: Listing, total: number | undefined): readonly unknown[] {
  const [outer, inner] = listing.rows;
  const wrapper = answer[outer];
  if (Array.isArray(wrapper)) return wrapper;
  const rows =
    typeof wrapper === 'object' && wrapper !== null ? (wrapper as Record<string, unknown>)[inner] : undefined;
  if (Array.isArray(rows)) return rows;
  if ((rows === undefined || rows === null) && total === 0) return [];
  throw incomplete(listing, `the answer has no ${outer}.${inner}`);
}

function nameOf(row: unknown, names: readonly string[]): string {
  if (typeof row !== 'object' || row === null) return '?';
  const found = names
    .map((name) => (row as Record<string, unknown>)[name])
    .filter((value) => typeof value === 'string' && value !== '');
  return found.length === 0 ? '?' : plainText(found.join('|'));
}
