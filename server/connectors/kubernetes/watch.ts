import type { ObservedResource } from '@/domain/estate/resource';
import type { ConnectorError } from '../types';
import type { Client } from './client';
import type { Clock } from './clock';
import { isExpired, refusalOf, toConnectorError, unreadable } from './errors';
import { readList } from './list';
import { toDaemonSet, toEniConfig, toFlannelConfig } from './map';
import { nameOf, toNode } from './map-node';
import { daemonSetsIn, ENI_CONFIG, FLANNEL_CONFIGS, listOf, NETWORK_NAMESPACES, NODES, type Place } from './places';
import { backoffMs, type Read, understood } from './read';

/** How long one answer is followed before the server is asked to end it; spread, so that not all streams turn over at once. */
const TURN_SECONDS = { least: 240, spread: 120 };
/** Bookmarks come about once a minute. A version from the future (a restored backup) is answered with 200 and silence. */
const SILENCE_MS = 150_000;
const LONGEST_EVENT = 8 * 1024 * 1024;
const LONGEST_BACKOFF_MS = 30_000;
/** So many failures in a row are the caller's to know. */
const MOST_FAILURES = 5;

type Stream = {
  place: Place;
  /** a place that the credential may not read, or that is not there, is left alone instead of ending the watch */
  optional?: boolean;
  understand: (object: unknown, cluster: string) => ObservedResource | string | null;
};

const STREAMS: readonly Stream[] = [
  { place: NODES, understand: toNode },
  { place: listOf(ENI_CONFIG), understand: toEniConfig, optional: true },
  ...FLANNEL_CONFIGS.map((each): Stream => ({ place: listOf(each), understand: toFlannelConfig, optional: true })),
  ...NETWORK_NAMESPACES.map((each): Stream => ({ place: daemonSetsIn(each), understand: toDaemonSet, optional: true })),
];

export type WatchOptions = { client: Client; read: Read; clock: Clock; cluster: string; silenceMs?: number };

/**
 * Follows what is observed and says when anything of it moved: heartbeats and other fields that nobody looks at do not count.
 * Ends with `signal`. @throws ConnectorError when the cluster breaks off for good
 */
export async function watch(options: WatchOptions, moved: () => void, signal: AbortSignal): Promise<void> {
  const end = new AbortController();
  const either = AbortSignal.any([signal, end.signal]);
  const following = STREAMS.map(async (stream) => {
    try {
      await new Follower(stream, options, moved, either).run();
    } catch (thrown) {
      end.abort();
      throw thrown;
    }
  });
  // All of them, so that none goes on after the caller was told that it is over.
  const failed = (await Promise.allSettled(following)).flatMap((each) =>
    each.status === 'rejected' ? [toConnectorError(each.reason, 'watch')] : [],
  );
  const cause = failed.find((each) => each.details.code !== 'Aborted') ?? failed[0];
  if (cause && !signal.aborted) throw cause;
}

/** One stream: lists, watches from there, lists again when the place was lost. */
class Follower {
  /** what was last seen of each object, by name */
  private seen: Map<string, string> | null = null;
  private version = '';
  private failures = 0;

  constructor(
    private readonly stream: Stream,
    private readonly options: WatchOptions,
    private readonly moved: () => void,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    while (!this.signal.aborted) {
      try {
        if (this.version === '') await this.list();
        const heard = await this.follow();
        if (heard) this.failures = 0;
        else await this.pause();
      } catch (thrown) {
        if (this.signal.aborted) return;
        const error = toConnectorError(thrown, `watch ${this.stream.place.name}`);
        if (this.stream.optional && (error.kind === 'denied' || error.kind === 'not-found')) return;
        if (!isExpired(error) && (error.kind === 'denied' || error.kind === 'rejected')) throw error;
        // Whatever happened meanwhile shows in a new list.
        this.version = '';
        await this.pause(error);
      }
    }
  }

  private async list(): Promise<void> {
    const { items, version } = await readList(this.options.read, this.stream.place);
    const found = new Map(items.map((object) => [nameOf(object), this.digest(object)]));
    const before = this.seen;
    this.seen = found;
    this.version = version;
    // The first list counts too: nobody knows what happened before it.
    if (!before || before.size !== found.size || [...found].some(([name, digest]) => before.get(name) !== digest))
      this.moved();
  }

  /** True when anything came. */
  private async follow(): Promise<boolean> {
    const { client, clock, silenceMs = SILENCE_MS } = this.options;
    const timeoutSeconds = TURN_SECONDS.least + Math.trunc(clock.random() * TURN_SECONDS.spread);
    let heard = false;
    const { place } = this.stream;
    const limits = {
      deadlineMs: (timeoutSeconds + 60) * 1000,
      silenceMs,
      maxBytes: LONGEST_EVENT,
      signal: this.signal,
    };
    const bounds = client.following(limits, (line) => {
      this.take(line);
      heard = true;
    });
    const query = { watch: true, allowWatchBookmarks: true, resourceVersion: this.version, timeoutSeconds };
    await understood(`watch ${place.name}`, place.list(client, query, bounds));
    return heard;
  }

  private take(line: string): void {
    const { type, object } = eventIn(line, this.stream.place.name);
    if (type === 'ERROR') {
      const code = (object as { code?: unknown } | null)?.code;
      throw refusalOf(typeof code === 'number' ? code : 500, object, `watch ${this.stream.place.name}`);
    }
    const version = (object as { metadata?: { resourceVersion?: unknown } } | null)?.metadata?.resourceVersion;
    if (typeof version === 'string' && version !== '') this.version = version;
    if (type === 'BOOKMARK') return;
    const name = nameOf(object);
    if (type === 'DELETED') {
      if (this.seen?.delete(name)) this.moved();
      return;
    }
    const digest = this.digest(object);
    if (this.seen?.get(name) === digest) return;
    this.seen?.set(name, digest);
    this.moved();
  }

  /** What the product sees of an object; of what it does not look at, the same for all. */
  private digest(object: unknown): string {
    return JSON.stringify(this.stream.understand(object, this.options.cluster));
  }

  /** A place that was merely forgotten (410) is no failure, but a cluster that forgets at once must not be asked without end. */
  private async pause(error?: ConnectorError): Promise<void> {
    const { clock } = this.options;
    this.failures += 1;
    if (error && !isExpired(error) && this.failures > MOST_FAILURES) throw error;
    const attempt = Math.min(this.failures, 16);
    await clock.sleep((error?.details.retryAfterMs ?? 0) + backoffMs(attempt, clock, LONGEST_BACKOFF_MS), this.signal);
  }
}

function eventIn(line: string, place: string): { type: string; object: unknown } {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    throw unreadable(`watch ${place}`, 'an event is not JSON');
  }
  const { type, object } = (event ?? {}) as { type?: unknown; object?: unknown };
  if (typeof type !== 'string') throw unreadable(`watch ${place}`, 'an event has no type');
  return { type, object };
}
