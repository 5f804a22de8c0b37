import { ConnectorError } from '../types';
import { isExpired, toConnectorError, unreadable } from './errors';
import type { Place } from './places';
import type { Read } from './read';

const PAGE_SIZE = 500;
/** 500 nodes with every image they hold listed; far more than any were seen to take. */
const PAGE_BYTES = 64 * 1024 * 1024;
/** A million objects; a list that never ends is broken. */
const MOST_PAGES = 2_000;
/** How often a list is begun anew whose token has grown old while it was read. */
const BEGINNINGS = 3;

/** One list, read to its end. `version` is where a watch may begin. */
export type Listed = { items: readonly unknown[]; version: string };

/**
 * Reads a list page by page.
 * @throws ConnectorError when it cannot be read to its end
 */
export async function readList(read: Read, place: Place): Promise<Listed> {
  for (let beginning = 1; ; beginning += 1) {
    try {
      return await readPages(read, place);
    } catch (thrown) {
      const error = toConnectorError(thrown, `list ${place.name}`);
      // The pages of one list are of one moment; when that is forgotten (410), the rest is too.
      if (!isExpired(error) || beginning >= BEGINNINGS) throw error;
    }
  }
}

async function readPages(read: Read, place: Place): Promise<Listed> {
  const what = `list ${place.name}`;
  const items: unknown[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  let version = '';
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { limit: PAGE_SIZE, _continue: token };
    const answer = await read(what, (client, bounds) => place.list(client, query, bounds), { maxBytes: PAGE_BYTES });
    const list = answer.items;
    // Go writes an empty list as null when nobody made one.
    if (!Array.isArray(list) && list !== null) throw unreadable(what, 'the answer has no items');
    items.push(...((list ?? []) as unknown[]));
    const metadata = (answer.metadata ?? {}) as Record<string, unknown>;
    version = typeof metadata['resourceVersion'] === 'string' ? metadata['resourceVersion'] : version;
    const next = metadata['_continue'];
    if (next === undefined || next === null || next === '') return { items, version };
    if (typeof next !== 'string') throw unreadable(what, 'the token of the next page is no text');
    if (tokens.has(next)) throw unreadable(what, 'the cluster repeats a page token');
    tokens.add(next);
    token = next;
  }
  throw new ConnectorError('unavailable', `${what}: the list does not end after ${MOST_PAGES} pages`);
}
