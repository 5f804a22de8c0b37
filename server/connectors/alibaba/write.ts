import { ConnectorError } from '../types';
import type { Budget } from './budget';
import type { Answer, Call, WireParameters } from './call';
import { withDeadline } from './deadline';
import { toConnectorError, withoutEffect } from './errors';

/** Sends one write, once. Throws ConnectorError only. */
export type Write = (action: string, parameters: WireParameters) => Promise<Answer>;

/**
 * Gives `work` a `write` and bounds all of it: waiting for the budget, looking up, the call itself. Whatever fails before the
 * request left is known to be without effect; once it left, only the source's own refusal says so.
 */
export async function withinDeadline<T>(
  call: Call,
  budget: Budget,
  deadlineMs: number,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  const waiting = new AbortController();
  let sent = false;
  const write: Write = async (action, parameters) => {
    const waitMs = budget.waitMs(action);
    if (waitMs >= deadlineMs)
      throw new ConnectorError('throttled', `${action}: the budget of this source is spent`, {
        retryAfterMs: waitMs,
        outcome: 'none',
      });
    const send = () => {
      sent = true;
      return call(action, parameters, { deadlineMs });
    };
    return await budget.run(action, send, { urgent: true, signal: waiting.signal }).catch((thrown: unknown) => {
      const error = toConnectorError(thrown, action);
      if (error.kind === 'throttled') budget.pause(action, error.details.retryAfterMs ?? 0);
      throw error;
    });
  };
  try {
    return await withDeadline(() => work(write), deadlineMs, 'perform');
  } catch (thrown) {
    const error = toConnectorError(thrown, 'perform');
    throw sent ? error : withoutEffect(error);
  } finally {
    // A write that still waits for its turn must not go out after the caller was told that it failed.
    waiting.abort();
  }
}
