'use client';

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { FAILABLE } from '@/domain/routing/answers/fail';

const PARTS = {
  kind: parseAsArrayOf(parseAsStringLiteral(FAILABLE)).withDefault([]),
  q: parseAsString.withDefault(''),
  hit: parseAsBoolean.withDefault(false),
  page: parseAsInteger.withDefault(1),
  at: parseAsIsoDateTime,
};

/** Which failures are listed, all of it in the address. */
export function useFailuresAddress() {
  return useQueryStates(PARTS, { history: 'replace', shallow: true });
}
