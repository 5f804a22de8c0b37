import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import { ConnectorError } from '@/server/connectors/types';
import type { Context } from '../context';
import { enqueue } from '../enqueue';
import { collectSourceJob } from './jobs';
import { openConnector } from './open-connector';
import type { StoredSource } from './stored-source';

export type FollowPace = {
  /** readings of one source begin at most this often */
  readEveryMs: number;
  firstDelayMs: number;
  longestDelayMs: number;
  /** a watch that held for so long starts its delays over */
  calmMs: number;
  /** 0 <= x < 1 */
  random: () => number;
};

export const FOLLOW_PACE: FollowPace = {
  readEveryMs: 1_000,
  firstDelayMs: 1_000,
  longestDelayMs: 60_000,
  calmMs: 60_000,
  random: () => Math.random(),
};

/**
 * Stays with one source until told to stop: each hint that something moved becomes an ordinary reading, many at once become
 * one. A watch that breaks off begins again after a delay with chance in it. Ends at once where the source cannot be watched.
 */
export async function followSource(
  context: Context,
  source: StoredSource,
  signal: AbortSignal,
  pace: FollowPace,
): Promise<void> {
  const hints = new Hints(context, source, pace.readEveryMs);
  try {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const began = performance.now();
      try {
        const connector = await openConnector(context, source);
        if (!connector.watch) return;
        await connector.watch(() => hints.take(), signal);
      } catch (error) {
        if (!signal.aborted) report(source, error);
      }
      if (performance.now() - began >= pace.calmMs) attempt = 1;
      const longest = Math.min(pace.longestDelayMs, pace.firstDelayMs * 2 ** (attempt - 1));
      await wait(longest * (0.5 + pace.random() / 2), undefined, { signal }).catch(() => undefined);
    }
  } finally {
    hints.stop();
  }
}

function report(source: StoredSource, error: unknown): void {
  if (error instanceof ConnectorError) {
    const { kind, message, details } = error;
    log().warn({ source: source.key, kind, code: details.code, reason: message }, 'watch broke off');
  } else if (error instanceof DomainError) {
    log().warn({ source: source.key, kind: error.code, code: error.reason }, 'watch did not begin');
  } else log().error({ source: source.key, err: error }, 'watch broke inside the product');
}

/** The first hint is acted on at once; those that follow too soon wait together. */
class Hints {
  private last = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: Context,
    private readonly source: StoredSource,
    private readonly everyMs: number,
  ) {}

  take(): void {
    if (this.timer) return;
    const waitMs = Math.max(0, this.last + this.everyMs - performance.now());
    this.timer = setTimeout(() => void this.read(), waitMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async read(): Promise<void> {
    this.last = performance.now();
    this.timer = undefined;
    try {
      await enqueue(this.context, collectSourceJob(this.source.id, 'watch'));
    } catch (error) {
      log().warn({ source: this.source.key, err: error }, 'a reading could not be asked for');
      // The hint is not lost with it.
      this.take();
    }
  }
}
