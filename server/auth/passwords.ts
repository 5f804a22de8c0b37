import { randomInt } from 'node:crypto';

export { hashPassword } from 'better-auth/crypto';

/** Nothing that is read for something else: no 0 and O, no 1, l and I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of five: 100 bits, and still something a person can type. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
