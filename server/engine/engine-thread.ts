import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import type { Asked, Engine } from '@/server/use-cases/context';
import type { QuestionName } from '@/server/use-cases/questions';
import type { Answer, Question } from './messages';

type Waiting = {
  question: Question;
  signal: AbortSignal | undefined;
  /** how often a thread has died while it was being answered */
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
 * So many are answered at a time, by what they are: one effect, since the next keystroke takes its place, and a few looks, which
 * wait for the database in turns. An effect never waits for a look to end, only for its turn.
 */
const AT_ONCE = { typed: 1, looked: 4 } as const;
type Lane = keyof typeof AT_ONCE;

function laneOf({ name }: Question): Lane {
  return name === 'changes.effect' ? 'typed' : 'looked';
}

/**
 * Questions are answered in a thread of its own, so that working out what follows from a large estate never holds up who else is
 * served. A question whose asker has gone, or has typed on, is dropped before it is begun. A thread that dies is followed by a
 * new one.
 */
export class EngineThread implements Engine {
  private thread: Worker | null = null;
  private readonly queues: Record<Lane, Waiting[]> = { typed: [], looked: [] };
  private readonly begun = new Map<number, Waiting>();
  private asked = 0;

  constructor(private readonly open: () => Worker = () => openThread()) {}

  /** @throws DomainError as the use-case does; `unavailable` when the thread died over it twice, or the asker has gone */
  ask(name: QuestionName, asked: Asked, signal?: AbortSignal): Promise<unknown> {
    return this.put({ id: (this.asked += 1), name, ...asked }, signal);
  }

  /** Has the thread get ready for the newest estate, unless it is about to anyway. */
  async getReady(): Promise<void> {
    if (this.queues.looked.some(({ question }) => question.name === 'ready')) return;
    try {
      await this.put({ id: (this.asked += 1), name: 'ready' });
    } catch (error) {
      // Whoever asks next pays for it, and is told if it cannot be done.
      log().warn({ err: error }, 'the engine could not get ready');
    }
  }

  async close(): Promise<void> {
    const thread = this.thread;
    this.thread = null;
    await thread?.terminate();
  }

  private put(question: Question, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.queues[laneOf(question)].push({ question, signal, deaths: 0, resolve, reject });
      this.begin();
    });
  }

  private begin(): void {
    for (const lane of ['typed', 'looked'] as const) {
      for (let next = this.next(lane); next; next = this.next(lane)) {
        this.begun.set(next.question.id, next);
        this.thread ??= this.start();
        this.thread.postMessage(next.question);
      }
    }
  }

  /** The first of a lane that may be begun now. Questions over which a thread has died are asked alone: so it is known which of them did it. */
  private next(lane: Lane): Waiting | undefined {
    const queue = this.queues[lane];
    for (; queue[0]?.signal?.aborted; queue.shift()) queue[0].reject(gone());
    const under = [...this.begun.values()];
    const suspects = under.some(({ deaths }) => deaths > 0) || (queue[0]?.deaths ?? 0) > 0;
    if (suspects && under.length > 0) return undefined;
    if (under.filter(({ question }) => laneOf(question) === lane).length >= AT_ONCE[lane]) return undefined;
    return queue.shift();
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
    const asked = this.begun.get(answer.id);
    if (!asked) return;
    this.begun.delete(answer.id);
    if ('value' in answer) asked.resolve(answer.value);
    else if ('failed' in answer) asked.reject(new Error(answer.failed));
    else {
      const { code, reason, params, problems } = answer.refused;
      asked.reject(new DomainError(code, reason, params, problems));
    }
    this.begin();
  }

  private bury(thread: Worker): void {
    if (this.thread === thread) this.thread = null;
    const lost = [...this.begun.values()];
    this.begun.clear();
    for (const asked of lost.reverse()) {
      asked.deaths += 1;
      if (asked.deaths < MOST_DEATHS) this.queues[laneOf(asked.question)].unshift(asked);
      else asked.reject(gone());
    }
    this.begin();
  }
}

function gone(): DomainError {
  return new DomainError('unavailable', 'answer-not-computed');
}
