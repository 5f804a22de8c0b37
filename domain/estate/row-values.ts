import { oncePer } from '@/domain/memo';
import type { PlacedRow } from './placed-row';
import type { ResourceKind } from './resource';

const valuesOnce = oncePer((rows: readonly PlacedRow[]) => rows.map(({ value }) => value));

/** What the rows of a group say. The same group gives the same list, which nobody changes. */
export function valuesOf<K extends ResourceKind>(rows: readonly PlacedRow<K>[]): PlacedRow<K>['value'][] {
  return valuesOnce(rows);
}
