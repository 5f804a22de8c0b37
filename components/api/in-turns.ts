import type { LiveEvent } from './live-stream';

/** How long a topic that has been heard waits for its next turn, ms. */
const TURN_MS = 1_000;

/**
 * Hears the first word on a topic at once, and what is said of it in the second after that together at its end. Hundreds of
 * sources report several times a second, and every word has what is on screen asked for again.
 */
export function inTurns(hear: (event: LiveEvent) => void): (event: LiveEvent) => void {
  /** topics whose turn is not over, and whether something has been said of them meanwhile */
  const turns = new Map<string, boolean>();
  const begin = (topic: string) => {
    turns.set(topic, false);
    setTimeout(() => {
      const again = turns.get(topic);
      turns.delete(topic);
      if (again) take({ kind: 'changed', topics: { [topic]: [] } });
    }, TURN_MS);
  };
  const take = (event: LiveEvent) => {
    if (event.kind !== 'changed') {
      hear(event);
      return;
    }
    const due = Object.entries(event.topics).filter(([topic]) => !turns.has(topic));
    for (const topic of Object.keys(event.topics)) if (turns.has(topic)) turns.set(topic, true);
    due.forEach(([topic]) => begin(topic));
    if (due.length > 0) hear({ kind: 'changed', topics: Object.fromEntries(due) });
  };
  return take;
}
