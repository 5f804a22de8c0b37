import { expect, it } from 'vitest';
import { backwards } from './plan';

const row = { table: 'vtb-1', router: 'vbr-1' };

it('the way back writes the same rows in the other order, each the other way round', () => {
  expect(
    backwards([
      { ...row, sign: '+', subject: '10.0.0.0/16', target: 'ri-1' },
      { ...row, sign: '~', subject: '10.1.0.0/16', target: 'ri-2', was: 'ri-1' },
      { ...row, sign: '-', subject: '10.2.0.0/16', target: 'ri-1', note: 'withdrawn' },
    ]),
  ).toEqual([
    { ...row, sign: '+', subject: '10.2.0.0/16', target: 'ri-1', note: 'withdrawn' },
    { ...row, sign: '~', subject: '10.1.0.0/16', target: 'ri-1', was: 'ri-2' },
    { ...row, sign: '-', subject: '10.0.0.0/16', target: 'ri-1' },
  ]);
});
