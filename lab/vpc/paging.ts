import { ApiError, badRequest } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';

export type Page<T> = { items: readonly T[]; PageNumber: number; PageSize: number; TotalCount: number };

/** `PageNumber` from 1, `PageSize` 10 unless given and at most 50. */
export function page<T>(parameters: Parameters, all: readonly T[], refuse: () => ApiError = badPage): Page<T> {
  const PageNumber = parameters.integer('PageNumber') ?? 1;
  const PageSize = parameters.integer('PageSize') ?? 10;
  if (PageNumber < 1 || PageSize < 1 || PageSize > 50) throw refuse();
  const start = (PageNumber - 1) * PageSize;
  return { items: all.slice(start, start + PageSize), PageNumber, PageSize, TotalCount: all.length };
}

function badPage(): ApiError {
  return badRequest('InvalidParameter', 'The specified PageNumber or PageSize is not valid.');
}

/** The code says region although the page is meant: published that way for this one operation. */
export function badRouterInterfacePage(): ApiError {
  return new ApiError(404, 'InvalidRegionId.NotFound', 'The specified PageSize or PageNumber is out of range.');
}

export type TokenPage<T> = { items: readonly T[]; NextToken: string; TotalCount: number };

/** `MaxResult` 1 to 100, 10 unless given. A token belongs to its query; the last page carries an empty one. */
export function tokenPage<T>(parameters: Parameters, all: readonly T[]): TokenPage<T> {
  const size = parameters.integer('MaxResult') ?? 10;
  if (size < 1 || size > 100) throw badRequest('IllegalParam.MaxResult', 'The specified MaxResult is not valid.');
  const query = queryOf(parameters);
  const start = startOf(parameters.text('NextToken'), query);
  const end = start + size;
  const NextToken = end < all.length ? encodeToken(query, end) : '';
  return { items: all.slice(start, end), NextToken, TotalCount: all.length };
}

/** The same call for the page before; null when it is the first. For a service that repeats itself. */
export function previousPage(parameters: Parameters): Parameters | null {
  const number = parameters.integer('PageNumber') ?? 1;
  if (number > 1) return parameters.with({ PageNumber: String(number - 1) });
  const query = queryOf(parameters);
  const start = startOf(parameters.text('NextToken'), query);
  if (start === 0) return null;
  return parameters.with({
    NextToken: encodeToken(query, Math.max(0, start - (parameters.integer('MaxResult') ?? 10))),
  });
}

function encodeToken(query: string, start: number): string {
  return Buffer.from(`${query}:${start}`).toString('base64url');
}

function startOf(token: string | undefined, query: string): number {
  if (token === undefined) return 0;
  const [owner, start] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (owner !== query || !/^\d+$/.test(start ?? ''))
    throw badRequest('IllegalParam.NextToken', 'The specified NextToken is not valid.');
  return Number(start);
}

function queryOf(parameters: Parameters): string {
  return parameters.digest(['NextToken', 'MaxResult']).slice(0, 16);
}
