import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { estateJsonSchema } from './json-schema';

describe('the JSON Schema of estate files', () => {
  // After a change of the model: npx vitest run domain/estate/file -u
  it('is the committed one', async () => {
    const text = await format(JSON.stringify(estateJsonSchema()), { parser: 'json', printWidth: 120 });
    await expect(text).toMatchFileSnapshot('../../../docs/estate.schema.json');
  });

  it('closes objects, but not those whose members the source makes up', () => {
    const schema = estateJsonSchema();
    expect(schema.additionalProperties).toBe(false);
    const eniConfig = schema.properties?.clusters?.items?.properties?.terway?.properties?.eniConfig;
    expect(eniConfig?.additionalProperties).toEqual({});
  });
});
