import { ApiError, badRequest } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';

const FILTERS_PER_CALL = 5;

/** Filters are joined by AND, the values of one by OR; case is not looked at. An unknown key is refused. */
export function byFilters<T>(
  parameters: Parameters,
  all: readonly T[],
  fields: Readonly<Record<string, (item: T) => string>>,
): readonly T[] {
  const filters = parameters.filters();
  if (filters.length > FILTERS_PER_CALL)
    throw badRequest('InvalidFilter.Exceeded', 'At most five filters may be given.');
  return filters.reduce<readonly T[]>((items, { key, values }) => {
    const read = fields[key];
    if (!read)
      throw new ApiError(404, 'InvalidFilterKey.ValueNotSupported', `The filter key "${key}" is not supported.`);
    const wanted = values.map((value) => value.toLowerCase());
    return items.filter((item) => wanted.includes(read(item).toLowerCase()));
  }, all);
}

/** The items whose field equals a parameter, or all when the parameter is not given. */
export function byParameter<T>(value: string | undefined, all: readonly T[], read: (item: T) => string): readonly T[] {
  return value === undefined ? all : all.filter((item) => read(item) === value);
}
