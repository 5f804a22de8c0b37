/** Ours: addresses, keys and settings of whoever started us. */
const OURS = /^(DATABASE_|CAUSEWAY_|LOG_LEVEL$|PORT$|NODE_ENV$)/;

/**
 * An environment as a newcomer's shell has it: a developer's own database and keys must not reach a test, nor those of one
 * measurement the next.
 */
export function cleanEnvironment(environment = process.env) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OURS.test(name)));
}
