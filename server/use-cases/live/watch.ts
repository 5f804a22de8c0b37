import { type Actor, may, type Permission } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import type { Gathered, Topic } from './gatherer';
import { type Hub, processHub } from './hub';

/** What a browser is told: that it is connected, that it missed something, or which objects changed. */
export type LiveEvent =
  { kind: 'connected' } | { kind: 'resync' } | { kind: 'changed'; topics: Partial<Record<Topic, readonly string[]>> };

/** Who may hear that something changed. People hear of themselves in any case. */
const NEEDED: Record<Topic, Permission> = {
  change: 'change:read',
  changes: 'change:read',
  source: 'source:read',
  estate: 'estate:read',
  audit: 'audit:read',
  person: 'people:manage',
  setting: 'change:read',
  finding: 'estate:read',
};

/** Rights are looked at again after so long even when nobody said that they changed: sessions run out silently. */
const REAUTHORISE_MS = 60_000;

/** More ids than this of one topic are all of them. */
const MOST_IDS = 200;
export const EVERYTHING = '*';

/**
 * The stream of one browser. Rights are looked at when it opens and again whenever they may have changed; who has lost them is
 * told so and the stream ends.
 * @throws DomainError `unauthenticated`
 */
export async function* watch(
  findActor: () => Promise<Actor>,
  signal: AbortSignal,
  hub: Hub = processHub(),
): AsyncGenerator<LiveEvent> {
  const mailbox = openMailbox(hub, signal);
  try {
    let actor = await signedIn(findActor);
    let checkedAt = Date.now();
    yield { kind: 'connected' };
    for (;;) {
      const mail = await mailbox.next(REAUTHORISE_MS);
      if (signal.aborted) return;
      if (mail?.topics.has('person') || mail?.resync || Date.now() - checkedAt >= REAUTHORISE_MS) {
        actor = await signedIn(findActor);
        checkedAt = Date.now();
      }
      const event = mail && eventFor(actor, mail);
      if (event) yield event;
    }
  } finally {
    mailbox.close();
  }
}

async function signedIn(findActor: () => Promise<Actor>): Promise<Extract<Actor, { kind: 'person' }>> {
  const actor = await findActor();
  if (actor.kind !== 'person') throw new DomainError('unauthenticated', 'sign-in-needed');
  return actor;
}

/** The part of what changed that this person may hear of, or null. */
export function eventFor(actor: Extract<Actor, { kind: 'person' }>, { resync, topics }: Gathered): LiveEvent | null {
  if (resync) return { kind: 'resync' };
  const heard = [...topics].flatMap(([topic, ids]): [Topic, readonly string[]][] => {
    if (mayHear(actor, topic)) return [[topic, ids.size > MOST_IDS ? [EVERYTHING] : [...ids]]];
    return topic === 'person' && ids.has(actor.id) ? [[topic, [actor.id]]] : [];
  });
  return heard.length === 0 ? null : { kind: 'changed', topics: Object.fromEntries(heard) };
}

function mayHear(actor: Actor, topic: Topic): boolean {
  return may(actor, NEEDED[topic]);
}

/** Keeps what arrives while the browser is slow, in one bundle: it needs to know that something changed, not how often. */
function openMailbox(hub: Hub, signal: AbortSignal) {
  let waiting: Gathered | null = null;
  let wake = () => {};
  const close = hub.subscribe((gathered) => {
    waiting = waiting ? merge(waiting, gathered) : gathered;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  return {
    /** What has arrived, or null when nothing did in time or the reader is gone. */
    async next(patienceMs: number): Promise<Gathered | null> {
      if (waiting === null && !signal.aborted) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, patienceMs);
        });
        clearTimeout(timer);
      }
      const mail = waiting;
      waiting = null;
      return mail;
    },
    close() {
      close();
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function merge(a: Gathered, b: Gathered): Gathered {
  const topics = new Map(a.topics);
  for (const [topic, ids] of b.topics) topics.set(topic, new Set([...(topics.get(topic) ?? []), ...ids]));
  return { resync: a.resync || b.resync, topics };
}
