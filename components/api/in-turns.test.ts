import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTurns } from './in-turns';
import type { LiveEvent } from './live-stream';

const about = (...topics: string[]): LiveEvent => ({
  kind: 'changed',
  topics: Object.fromEntries(topics.map((topic) => [topic, ['x']])),
});

describe('what is heard in turns', () => {
  let heard: string[];
  let say: (event: LiveEvent) => void;
  beforeEach(() => {
    vi.useFakeTimers();
    heard = [];
    say = inTurns((event) => heard.push(event.kind === 'changed' ? Object.keys(event.topics).join() : event.kind));
  });
  afterEach(() => void vi.useRealTimers());

  it('the first word at once, the many after it as one at the end of the second', () => {
    for (let word = 0; word < 5; word += 1) say(about('source'));
    expect(heard).toEqual(['source']);
    vi.advanceTimersByTime(1_000);
    expect(heard).toEqual(['source', 'source']);
  });

  it('nothing when nothing more was said', () => {
    say(about('source'));
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual(['source']);
  });

  it('a topic does not wait for another one', () => {
    say(about('source'));
    say(about('source', 'change'));
    expect(heard).toEqual(['source', 'change']);
  });

  it('never more often than once a second, however long it goes on', () => {
    for (let at = 0; at < 40; at += 1) {
      say(about('source'));
      vi.advanceTimersByTime(250);
    }
    expect(heard.length).toBeGreaterThan(8);
    expect(heard.length).toBeLessThan(12);
  });

  it('that something was missed is no topic and waits for nothing', () => {
    say(about('source'));
    say({ kind: 'resync' });
    say({ kind: 'connected' });
    expect(heard).toEqual(['source', 'resync', 'connected']);
  });
});
