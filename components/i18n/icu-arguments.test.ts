import { expect, it } from 'vitest';
import { argumentsOf } from './icu-arguments';

it.each([
  ['plain words', []],
  ['{shown, number} of {total}', ['shown', 'total']],
  ['{count, plural, one {{name} is silent} other {# sources of {owner}}}', ['count', 'name', 'owner']],
  ['{unit, select, second {s} other {y}} ago', ['unit']],
  ['<m>{address}</m> seen <age></age>', ['<age>', '<m>', 'address']],
  ["it's {here}, but '{not}' here", ['here']],
  ['a {x} and {x}', ['x']],
])('%s takes %j', (message, expected) => {
  expect(argumentsOf(message)).toEqual(expected);
});
