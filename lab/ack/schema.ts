import { Ajv } from 'ajv';
import { without } from '@/domain/estate/projection';

/**
 * What is wrong with a configuration by the add-on's own JSON Schema (draft-07), or null. Without a schema anything goes, as
 * with the service's older add-ons.
 */
export function schemaProblem(schemaText: string | undefined, config: Record<string, unknown>): string | null {
  if (schemaText === undefined || schemaText === '') return null;
  // The dialect's name is spelled in several ways in the wild; it is always this one.
  const schema = without(JSON.parse(schemaText) as Record<string, unknown>, ['$schema']);
  const ajv = new Ajv({ strict: false, allErrors: false });
  return ajv.validate(schema, config) ? null : ajv.errorsText(ajv.errors, { dataVar: 'config' });
}
