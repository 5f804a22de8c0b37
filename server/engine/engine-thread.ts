import path from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import type { Asked, Engine } from '@/server/use-cases/context';
import type { QuestionName } from '@/server/use-cases/questions';
import type { Answer, Question } from './messages';
import { restMs } from './restarts';

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

/**
 * Room for what one answer leaves behind, three times what Node.js gives: judging makes much that is soon gone, and the rarer it is
 * cleared away, the less of it is still in use and has to be moved. Of this two thirds are in use at a time.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 192 };

/** @param environment left out, that of this process */
export function openThread(environment?: NodeJS.ProcessEnv): Worker {
  const file = path.resolve(/* turbopackIgnore: true */ process.cwd(), ...ENTRY);
  const env = environment ? { env: environment } : {};
  return new Worker(/* turbopackIgnore: true */ file, { resourceLimits: THREAD_LIMITS, ...env });
}

/** Tried once more in a new thread; what kills that one too would kill the next. */
const MOST_DEATHS = 2;

/**
 * So many are answered at a time, by what they are: one effect, since the next keystroke takes its place; a few looks, which
 * wait for the database in turns; and one of those that take long, which is not begun while a short one waits. Nobody waits for
 * another's answer to end, only for a turn.
 */
const AT_ONCE = { typed: 1, looked: 4, long: 1 } as const;
type Lane = keyof typeof AT_ONCE;
const LANES = Object.keys(AT_ONCE) as readonly Lane[];

/** Everybody with everybody, and each failure alone. */
const LONG: ReadonlySet<Question['name']> = new Set(['reach.matrix', 'reach.cell', 'reach.failures']);

function laneOf({ name }: Question): Lane {
  if (name === 'changes.effect') return 'typed';
  return LONG.has(name) ? 'long' : 'looked';
}

/** `restarting`: its threads die before they have answered anything. */
export type EngineState = 'running' | 'restarting';

/**
 * Questions are answered in a thread of its own, so that working out what follows from a large estate never holds up who else is
 * served. A question whose asker has gone, or has typed on, is dropped before it is begun. A thread that dies is followed by a
 * new one: at once, and after longer and longer rests when those that follow die as well without having answered anything. What
 * is asked during a rest is refused at once, and nobody has to ask for a new attempt.
 */
export class EngineThread implements Engine {
  private thread: Worker | null = null;
  private readonly queues: Record<Lane, Waiting[]> = { typed: [], looked: [], long: [] };
  private readonly begun = new Map<number, Waiting>();
  private asked = 0;
  /** threads that died since one last answered */
  private deaths = 0;
  private rest: NodeJS.Timeout | null = null;

  constructor(private readonly open: () => Worker = () => openThread()) {}

  get state(): EngineState {
    return restMs(this.deaths) > 0 ? 'restarting' : 'running';
  }

  /** @throws DomainError as the use-case does; `unavailable` when the thread died over it twice, cannot be started, or the asker has gone */
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
    if (this.rest) clearTimeout(this.rest);
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
    if (this.rest) {
      for (const lane of LANES) for (const waiting of this.queues[lane].splice(0)) waiting.reject(notRunning());
      return;
    }
    for (const lane of LANES) {
      for (let next = this.next(lane); next; next = this.next(lane)) {
        this.begun.set(next.question.id, next);
        this.thread ??= this.start();
        if (!this.thread) return;
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
    if (lane === 'long' && this.queues.looked.length > 0) return undefined;
    return queue.shift();
  }

  /** Null: not even a thread that could die was made. */
  private start(): Worker | null {
    let thread: Worker;
    try {
      thread = this.open();
    } catch (error) {
      log().error({ err: error }, 'the engine’s thread could not be made');
      setImmediate(() => this.bury(null));
      return null;
    }
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
    this.deaths = 0;
    if ('value' in answer) asked.resolve(answer.value);
    else if ('failed' in answer) asked.reject(new Error(answer.failed));
    else {
      const { code, reason, params, problems } = answer.refused;
      asked.reject(new DomainError(code, reason, params, problems));
    }
    this.begin();
  }

  private bury(thread: Worker | null): void {
    if (this.thread === thread) this.thread = null;
    this.deaths += 1;
    this.restFor(restMs(this.deaths));
    const lost = [...this.begun.values()];
    this.begun.clear();
    for (const asked of lost.reverse()) {
      asked.deaths += 1;
      if (asked.deaths < MOST_DEATHS) this.queues[laneOf(asked.question)].unshift(asked);
      else asked.reject(gone());
    }
    this.begin();
  }

  private restFor(milliseconds: number): void {
    if (milliseconds === 0 || this.rest) return;
    log().error({ milliseconds, deaths: this.deaths }, 'the engine’s thread dies again and again and rests');
    this.rest = setTimeout(() => {
      this.rest = null;
      void this.getReady();
    }, milliseconds).unref();
  }
}

function notRunning(): DomainError {
  return new DomainError('unavailable', 'engine-not-running');
}

function gone(): DomainError {
  return new DomainError('unavailable', 'answer-not-computed');
}
