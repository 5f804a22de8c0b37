import { ConnectorError } from '../types';
import type { Api } from './api';
import { decode } from './wire';

/** What comes first is how things are, up to this event; only what comes after has moved. */
const END_OF_INIT = 2;
/** Thousands of routes that move together are one reason to read again. */
const QUIET_MS = 500;

/** Calls `moved` soon after a session or a best path changes. @throws ConnectorError when the stream ends before the signal does */
export async function watch(open: () => Promise<Api>, moved: () => void, signal: AbortSignal): Promise<void> {
  let initial = true;
  let timer: NodeJS.Timeout | undefined;
  const hint = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      moved();
    }, QUIET_MS);
  };
  try {
    const api = await open();
    await api.watch(signal, (message) => {
      const { peer } = decode('WatchEventResponse', message) as { peer?: { type?: number } | null };
      if (!initial) hint();
      else if (peer?.type === END_OF_INIT) initial = false;
    });
  } catch (thrown) {
    if (signal.aborted) return;
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
  if (!signal.aborted)
    throw new ConnectorError('unavailable', 'WatchEvent: the gateway ended the stream', { outcome: 'unknown' });
}
