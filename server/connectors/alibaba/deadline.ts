import { ConnectorError } from '../types';

/**
 * Bounds a call that cannot be cancelled. The SDK's own timers are not to be relied on: the one of a finished call disarms
 * the next one on the same kept-alive socket. When time is up the call may still take effect, so the outcome is unknown.
 */
export async function withDeadline<T>(
  call: () => Promise<T>,
  deadlineMs: number,
  action: string,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const give = (why: string) =>
      reject(new ConnectorError('unavailable', `${action}: ${why}`, { outcome: 'unknown' }));
    timer = setTimeout(() => give(`no answer within ${deadlineMs} ms`), deadlineMs);
    stop = () => give('given up by the caller');
    signal?.addEventListener('abort', stop, { once: true });
  });
  try {
    // The loser of the race is still handled by it: a late failure is no unhandled rejection.
    return await Promise.race([call(), limit]);
  } finally {
    clearTimeout(timer);
    if (stop) signal?.removeEventListener('abort', stop);
  }
}
