import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AggregateReport } from './aggregate-report';
import { BadInputReport } from './bad-input-report';
import { CheckReport } from './check-report';
import { TraceReport } from './trace-report';
import { Operations } from '../what-if';
import { WhatIfReport } from './what-if-report';

describe('the JSON Schemas of what the command line prints', () => {
  // After a change of a report: npx vitest run cli/reports -u
  it.each([
    ['trace', TraceReport],
    ['check', CheckReport],
    ['what-if', WhatIfReport],
    ['aggregate', AggregateReport],
    ['bad-input', BadInputReport],
  ])('are the committed ones: %s', async (name, report) => {
    const schema = { ...z.toJSONSchema(report), title: `causeway ${name} --json` };
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
    await expect(text).toMatchFileSnapshot(`../../docs/cli/${name}.schema.json`);
  });

  it('has one for the file of operations, which is read and not printed', async () => {
    const schema = { ...z.toJSONSchema(Operations, { io: 'input' }), title: 'causeway whatif --ops' };
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
    await expect(text).toMatchFileSnapshot('../../docs/cli/operations.schema.json');
  });
});
