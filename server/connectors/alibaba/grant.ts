import type { Grant } from '../types';
import { DRY_RUN_PASSED } from './error-codes';
import { toConnectorError } from './errors';

/** Only a refusal for want of rights says "denied"; any other failure leaves the question open, with its code. */
export function refusedGrant(action: string, needed: Grant['needed'], thrown: unknown): Grant {
  const { kind, details } = toConnectorError(thrown, action);
  const code = details.code === undefined ? {} : { code: details.code };
  const passed = details.code !== undefined && DRY_RUN_PASSED.has(details.code);
  return { action, needed, state: passed ? 'granted' : kind === 'denied' ? 'denied' : 'unknown', ...code };
}
