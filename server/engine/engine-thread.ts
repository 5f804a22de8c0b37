import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import type { Answer, Question } from './messages';

type Waiting = {
  question: Question;
  signal: AbortSignal | undefined;
  /** how often a thread has died over it */
  deaths: number;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
};

// Joined at run time, so that no bundler takes the thread's entry for a part of the web process.
const ENTRY = ['server', 'engine', 'thread.mjs'];

/** @param environment left out, that of this process */
export function openThread(environment?: NodeJS.ProcessEnv): Worker {
  const file = path.resolve(/* turbopackIgnore: true */ process.cwd(), ...ENTRY);
  return new Worker(/* turbopackIgnore: true */ file, environment ? { env: environment } : {});
}

/** Tried once more in a new thread; what kills that one too would kill the next. */
const MOST_DEATHS = 2;

/**
 * Effects are computed in a thread of their own, one after another, so that typing never holds up who else is served. A question
 * whose asker has gone, or has typed on, is dropped before it is begun. A thread that dies is followed by a new one.
 */
export class EngineThread {
  private thread: Worker | null = null;
  private readonly queue: Waiting[] = [];
  private current: Waiting | null = null;
  private asked = 0;

  constructor(private readonly open: () => Worker = () => openThread()) {}

  /** @throws DomainError as the computation does; `unavailable` when the thread died over it twice, or the asker has gone */
  ask(now: Date, input: unknown, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const question = { id: (this.asked += 1), now: now.getTime(), input };
      this.queue.push({ question, signal, deaths: 0, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    const thread = this.thread;
    this.thread = null;
    await thread?.terminate();
  }

  private next(): void {
    if (this.current) return;
    let waiting = this.queue.shift();
    for (; waiting?.signal?.aborted; waiting = this.queue.shift()) waiting.reject(gone());
    if (!waiting) return;
    this.current = waiting;
    this.thread ??= this.start();
    this.thread.postMessage(waiting.question);
  }

  private start(): Worker {
    const thread = this.open();
    // Nobody waits for it at the end of the process.
    thread.unref();
    thread.on('message', (answer: Answer) => this.take(answer));
    thread.on('error', (error) => log().error({ err: error }, 'the engine’s thread failed'));
    thread.on('exit', () => this.bury(thread));
    return thread;
  }

  private take(answer: Answer): void {
    const asked = this.current;
    if (asked?.question.id !== answer.id) return;
    this.current = null;
    if ('value' in answer) asked.resolve(answer.value);
    else if ('failed' in answer) asked.reject(new Error(answer.failed));
    else {
      const { code, reason, params, problems } = answer.refused;
      asked.reject(new DomainError(code, reason, params, problems));
    }
    this.next();
  }

  private bury(thread: Worker): void {
    if (this.thread === thread) this.thread = null;
    const asked = this.current;
    this.current = null;
    if (asked) {
      asked.deaths += 1;
      if (asked.deaths < MOST_DEATHS) this.queue.unshift(asked);
      else asked.reject(gone());
    }
    this.next();
  }
}

function gone(): DomainError {
  return new DomainError('unavailable', 'effect-not-computed');
}
