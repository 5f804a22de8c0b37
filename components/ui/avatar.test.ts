import { expect, it } from 'vitest';
import { initialsOf } from './avatar';

it.each([
  ['Lin Wei', 'LW'],
  ['zhao.min', 'ZM'],
  ['Ana María de la Cruz', 'AC'],
  ['root', 'RO'],
  ['林伟', '林'],
  ['  ', '?'],
])('the initials of "%s" are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
