import type { Parameters } from '@/lab/alibaba/parameters';
import { invalidParameter } from './errors';

const LARGEST_PAGE = 100;

/** How one list spells its paging: the names of its two parameters. */
export type Spelling = readonly [page: string, size: string];
export const UNDERSCORES: Spelling = ['page_number', 'page_size'];
export const CAPITALS: Spelling = ['pageNumber', 'pageSize'];

export type PageInfo = { page_number: number; page_size: number; total_count: number };

/** Pages count from 1; 10 rows unless asked for more, at most 100. */
export function page<T>(
  parameters: Parameters,
  [number, size]: Spelling,
  all: readonly T[],
): { items: readonly T[]; info: PageInfo } {
  const page_number = parameters.integer(number) ?? 1;
  const page_size = parameters.integer(size) ?? 10;
  if (page_number < 1 || page_size < 1 || page_size > LARGEST_PAGE)
    throw invalidParameter(`${number} or ${size} is out of range`);
  const start = (page_number - 1) * page_size;
  return { items: all.slice(start, start + page_size), info: { page_number, page_size, total_count: all.length } };
}

/** The same call for the page before; null for the first one and for lists without pages. */
export function previousPage(parameters: Parameters): Parameters | null {
  const paged = [UNDERSCORES, CAPITALS].find(([name]) => parameters.has(name));
  const number = paged ? (parameters.integer(paged[0]) ?? 1) : 1;
  return paged && number > 1 ? parameters.with({ [paged[0]]: String(number - 1) }) : null;
}
