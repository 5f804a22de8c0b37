import type { KubernetesSource, Observer } from '../types';
import { callDeadlineMs } from '../call-deadline';
import { type Client, openClient } from './client';
import { type Clock, systemClock } from './clock';
import { observe } from './observe';
import { probe } from './probe';
import { createPace, createRead } from './read';
import { watch } from './watch';

type KubernetesOptions = {
  clock?: Clock;
  /** how long one read may take before it counts as unanswered */
  readDeadlineMs?: number;
  /** how often a read is sent at most */
  readAttempts?: number;
  /** how long a watch may say nothing */
  silenceMs?: number;
};

/**
 * A cluster's own API, read only. Every reading opens a connection of its own with a fresh kubeconfig, because those of the
 * container service are short-lived. See README.md for the calls, limits and rights.
 */
export function createKubernetesConnector(source: KubernetesSource, options: KubernetesOptions = {}): Observer {
  const { clock = systemClock, readDeadlineMs: usualMs = 20_000, readAttempts: attempts = 4, silenceMs } = options;
  const deadlineMs = callDeadlineMs(source, usualMs);
  const pace = createPace(source.callsPerMinute, clock);
  const opened = async <T>(act: (client: Client) => Promise<T>): Promise<T> => {
    const client = await openClient(source);
    try {
      return await act(client);
    } finally {
      client.close();
    }
  };
  const reading = { clock, pace, deadlineMs, attempts };
  return {
    system: 'kubernetes',
    probe: (signal) => opened((client) => probe(client, clock, signal)),
    observe: (scope, signal) =>
      opened(async (client) => {
        let requests = 0;
        const read = createRead(client, { ...reading, signal, counted: () => (requests += 1) });
        return { ...(await observe(read, source.cluster, scope)), requests };
      }),
    watch: (moved, signal) =>
      opened((client) => {
        const read = createRead(client, { ...reading, signal });
        return watch({ client, read, clock, cluster: source.cluster, silenceMs }, moved, signal);
      }),
  };
}
