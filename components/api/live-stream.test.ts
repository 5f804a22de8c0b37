import { beforeEach, describe, expect, it } from 'vitest';
import { createLiveStream, type LiveEvent, type LiveStream, type StreamHandlers, type Tabs } from './live-stream';

/** A browser of tests: tabs hear each other and lead one after another. */
function aBrowser() {
  type Listener = (message: MessageEvent) => void;
  const ears = new Map<object, Listener[]>();
  const queue: { signal: AbortSignal; lead: () => Promise<void> }[] = [];
  let busy = false;
  async function next(): Promise<void> {
    if (busy) return;
    const turn = queue.shift();
    if (!turn) return;
    if (turn.signal.aborted) return next();
    busy = true;
    await turn.lead();
    busy = false;
    await next();
  }
  return {
    openTabs(): Tabs {
      const self = {};
      ears.set(self, []);
      return {
        channel: {
          postMessage: (data: unknown) => {
            if (!ears.has(self)) throw new DOMException('Channel is closed', 'InvalidStateError');
            [...ears]
              .filter(([ear]) => ear !== self)
              .forEach(([, all]) => all.forEach((hear) => hear({ data } as MessageEvent)));
          },
          close: () => ears.delete(self),
          addEventListener: (_type: string, listener: unknown) => ears.get(self)?.push(listener as Listener),
        },
        lead: async (signal, lead) => {
          queue.push({ signal, lead });
          await next();
        },
      };
    },
  };
}

/** One tab of it, with what it heard. */
function aTab(browser: ReturnType<typeof aBrowser> | null, streams: StreamHandlers[]) {
  const heard: LiveEvent[] = [];
  let clock = 1_000;
  const stream: LiveStream = createLiveStream({
    openStream: (handlers) => {
      streams.push(handlers);
      return () => streams.splice(streams.indexOf(handlers), 1);
    },
    onEvent: (event) => heard.push(event),
    openTabs: () => browser?.openTabs() ?? null,
    now: () => (clock += 1),
  });
  return { stream, heard, leave: stream.start() };
}

const changed: LiveEvent = { kind: 'changed', topics: { change: ['c1'] } };

describe('the live stream of a browser', () => {
  let browser: ReturnType<typeof aBrowser>;
  let streams: StreamHandlers[];
  beforeEach(() => {
    browser = aBrowser();
    streams = [];
  });

  it('is one for all tabs, and all of them hear', () => {
    const [first, second, third] = [aTab(browser, streams), aTab(browser, streams), aTab(browser, streams)];
    expect(streams).toHaveLength(1);
    streams[0]?.onEvent({ kind: 'connected' });
    streams[0]?.onEvent(changed);
    for (const tab of [first, second, third]) {
      expect(tab.heard).toEqual([{ kind: 'connected' }, changed]);
      expect(tab.stream.state()).toEqual({ kind: 'live' });
    }
  });

  it('is taken over when the leading tab closes, and everybody refetches', async () => {
    const [first, second, third] = [aTab(browser, streams), aTab(browser, streams), aTab(browser, streams)];
    streams[0]?.onEvent({ kind: 'connected' });
    first.leave();
    await expect.poll(() => streams.length).toBe(1);
    streams[0]?.onEvent({ kind: 'connected' });
    expect(second.heard.at(-1)).toEqual({ kind: 'resync' });
    expect(third.heard.at(-1)).toEqual({ kind: 'resync' });
    expect(first.heard).toEqual([{ kind: 'connected' }]);
  });

  it('tells a tab that opens later how things stand', () => {
    aTab(browser, streams);
    streams[0]?.onEvent({ kind: 'connected' });
    expect(aTab(browser, streams).stream.state()).toEqual({ kind: 'live' });
  });

  it('says since when it is lost, and after it came back that something was missed', () => {
    const [first, second] = [aTab(browser, streams), aTab(browser, streams)];
    streams[0]?.onEvent({ kind: 'connected' });
    streams[0]?.onLost();
    streams[0]?.onLost();
    expect(first.stream.state()).toEqual({ kind: 'lost', since: 1_001 });
    expect(second.stream.state()).toEqual({ kind: 'lost', since: 1_001 });
    streams[0]?.onEvent({ kind: 'connected' });
    expect(second.stream.state()).toEqual({ kind: 'live' });
    expect(second.heard.at(-1)).toEqual({ kind: 'resync' });
  });

  it('ends for all tabs when nobody is signed in any more', () => {
    const [first, second] = [aTab(browser, streams), aTab(browser, streams)];
    streams[0]?.onEnded();
    expect([first.stream.state(), second.stream.state()]).toEqual([{ kind: 'ended' }, { kind: 'ended' }]);
  });

  it('is one for each tab where tabs cannot talk', () => {
    const [first, second] = [aTab(null, streams), aTab(null, streams)];
    expect(streams).toHaveLength(2);
    streams[0]?.onEvent(changed);
    expect(first.heard).toEqual([changed]);
    expect(second.heard).toEqual([]);
  });

  it('may be started again after it was left', () => {
    const tab = aTab(null, streams);
    tab.leave();
    expect(streams).toHaveLength(0);
    tab.stream.start();
    streams[0]?.onEvent(changed);
    expect(tab.heard).toEqual([changed]);
  });

  it('tells its listeners of every change of state, and no more after they left', () => {
    const { stream } = aTab(null, streams);
    const seen: string[] = [];
    const leave = stream.subscribe(() => seen.push(stream.state().kind));
    streams[0]?.onEvent({ kind: 'connected' });
    streams[0]?.onEvent(changed);
    streams[0]?.onLost();
    leave();
    streams[0]?.onEnded();
    expect(seen).toEqual(['live', 'lost']);
  });

  it('says nothing any more once the tab has left, whatever its stream still reports', () => {
    const tab = aTab(browser, streams);
    const [handlers] = streams;
    handlers?.onEvent({ kind: 'connected' });
    tab.leave();
    expect(() => handlers?.onLost()).not.toThrow();
    expect(tab.stream.state()).toEqual({ kind: 'live' });
  });

  it('gives its turn back when it left before the turn came', async () => {
    const left: (() => Promise<void>)[] = [];
    const slow = {
      openTabs: (): Tabs => ({ ...browser.openTabs(), lead: async (_signal, lead) => void left.push(lead) }),
    };
    const tab = aTab(slow as ReturnType<typeof aBrowser>, streams);
    tab.leave();
    await left[0]?.();
    expect(streams).toHaveLength(0);
  });
});
