import { z } from 'zod';
import { Estate } from '../estate';

/** A JSON Schema as far as estates need one. */
export type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  [keyword: string]: unknown;
};

/**
 * The estate file as a JSON Schema (draft 2020-12), made from the model itself. Objects are closed: in a file an unknown key is
 * a slip, whatever the model would pass over.
 */
export function estateJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(Estate, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const closed = zodSchema._zod.def.type === 'object' && jsonSchema.additionalProperties === undefined;
      if (closed) jsonSchema.additionalProperties = false;
    },
  });
  return { ...schema, title: 'Causeway estate file' } as JsonSchema;
}
