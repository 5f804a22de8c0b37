import { callDeadlineMs } from '../call-deadline';
import { paceOf } from '../pace';
import type { GobgpSource, Observer } from '../types';
import { openApi, type Api, type ApiOptions, type Deadlines } from './api';
import { connectTo } from './client';
import { targetOf } from './endpoint';
import { type Bounds, observe } from './observe';
import { probe } from './probe';
import { watch } from './watch';

export type GobgpOptions = {
  /** where the channel goes in place of the source's endpoint: a unix socket */
  target?: string;
  deadlines?: Partial<Deadlines>;
  bounds?: Partial<Bounds>;
};

/**
 * GoBGP's gRPC API, 3.x and 4.x, read only. See README.md for what is read, how long it takes and how to expose it.
 * @throws ConnectorError `rejected` when the source's endpoint is not host[:port]
 */
export function createGobgpConnector(source: GobgpSource, options: GobgpOptions = {}): Observer {
  const target = options.target ?? targetOf(source.endpoint);
  const deadlines = {
    ...{ callMs: callDeadlineMs(source, 10_000), tableMs: callDeadlineMs(source, 60_000) },
    ...options.deadlines,
  };
  const bounds = { paths: 100_000, peers: 2_000, ...options.bounds };
  const pace = paceOf(`gobgp ${target}`, source.callsPerMinute);
  /** A connection lives as long as one reading: an idle one would have to be guarded and closed by somebody. */
  const connected = async <T>(work: (open: () => Promise<Api>) => Promise<T>, apiOptions: ApiOptions): Promise<T> => {
    const connection = connectTo(target, source.tls);
    try {
      return await work(() => openApi(connection, pace, deadlines, apiOptions));
    } finally {
      connection.close();
    }
  };
  return {
    system: 'gobgp',
    probe: (signal) => connected(probe, { signal }),
    observe: async (_scope, signal) => {
      let requests = 0;
      const read = await connected((open) => observe(open, source, bounds), { signal, counted: () => (requests += 1) });
      return { ...read, requests };
    },
    watch: (moved, signal) => connected((open) => watch(open, moved, signal), { signal }),
  };
}
