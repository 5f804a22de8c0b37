import type { KubernetesSource, Observer } from '../types';
import { openApi } from './client';
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
  const { clock = systemClock, readDeadlineMs: deadlineMs = 20_000, readAttempts: attempts = 4, silenceMs } = options;
  const pace = createPace(source.callsPerMinute, clock);
  const opened = async <T>(act: (api: Awaited<ReturnType<typeof openApi>>) => Promise<T>): Promise<T> => {
    const api = await openApi(source);
    try {
      return await act(api);
    } finally {
      api.close();
    }
  };
  const reading = { clock, pace, deadlineMs, attempts };
  return {
    system: 'kubernetes',
    probe: (signal) => opened((api) => probe(api, clock, signal)),
    observe: (scope, signal) =>
      opened(async (api) => {
        let requests = 0;
        const read = createRead(api, { ...reading, signal, counted: () => (requests += 1) });
        return { ...(await observe(read, source.cluster, scope)), requests };
      }),
    watch: (moved, signal) =>
      opened((api) => {
        const read = createRead(api, { ...reading, signal });
        return watch({ api, read, clock, cluster: source.cluster, silenceMs }, moved, signal);
      }),
  };
}
