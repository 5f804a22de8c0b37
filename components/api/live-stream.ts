/** What the server says: the shape of `live.watch`, kept loose because other tabs may run an older page. */
export type LiveEvent =
  | { kind: 'connected' }
  | { kind: 'resync' }
  | { kind: 'changed'; topics: Readonly<Partial<Record<string, readonly string[]>>> };

/** `lost` since when: what is on screen may be older than it looks. `ended`: nobody is signed in any more. */
export type LiveState = { kind: 'connecting' } | { kind: 'live' } | { kind: 'lost'; since: number } | { kind: 'ended' };

export type StreamHandlers = {
  onEvent(event: LiveEvent): void;
  onLost(): void;
  onEnded(): void;
};

/** Opens the one connection to the server; returns how to close it. Reconnecting is its own business. */
export type OpenStream = (handlers: StreamHandlers) => () => void;

/** What tabs say to each other. */
type Word = { kind: 'event'; event: LiveEvent } | { kind: 'state'; state: LiveState } | { kind: 'hello' };

/** What the browser offers for talking between tabs; a test brings its own. */
export type Tabs = {
  channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'addEventListener'>;
  /** waits until this tab leads, then keeps leading until the promise of `lead` settles or `signal` fires */
  lead(signal: AbortSignal, lead: () => Promise<void>): Promise<void>;
};

export type LiveStream = {
  state(): LiveState;
  subscribe(listener: () => void): () => void;
  /** Takes part until the returned function is called; may be started again. */
  start(): () => void;
};

type Options = {
  openStream: OpenStream;
  onEvent(event: LiveEvent): void;
  /** null: every tab for itself */
  openTabs(): Tabs | null;
  now?: () => number;
};

/**
 * One stream a browser, however many tabs: one tab holds it and tells the others. A browser allows six connections to a
 * host, so that a seventh tab with a stream of its own would hang. When the leading tab closes, the next one takes over and
 * everybody refetches, because nobody knows what was said in between.
 */
export function createLiveStream(options: Options): LiveStream {
  let state: LiveState = { kind: 'connecting' };
  const listeners = new Set<() => void>();
  const setState = (next: LiveState) => {
    // Of several losses the first one counts: since then the page is old.
    if (next.kind === state.kind) return;
    state = next;
    listeners.forEach((listener) => listener());
  };
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => takePart(options, { state: () => state, setState }),
  };
}

type Shown = { state(): LiveState; setState(next: LiveState): void };

function takePart({ openStream, onEvent, openTabs, now = Date.now }: Options, shown: Shown): () => void {
  const left = new AbortController();
  const tabs = openTabs();
  const tell = (word: Word) => tabs?.channel.postMessage(word);
  const enter = (next: LiveState) => {
    // A stream that is being closed still reports its end.
    if (left.signal.aborted) return;
    shown.setState(next);
    tell({ kind: 'state', state: shown.state() });
  };
  const lead = (isSuccessor: boolean) => {
    // The turn came too late: kept, nobody else would ever lead.
    if (left.signal.aborted) return Promise.resolve();
    let isFirst = !isSuccessor;
    const hear = (event: LiveEvent) => {
      if (left.signal.aborted) return;
      enter({ kind: 'live' });
      // A connection that came back missed what was said meanwhile.
      const heard: LiveEvent = event.kind === 'connected' && !isFirst ? { kind: 'resync' } : event;
      isFirst = false;
      onEvent(heard);
      tell({ kind: 'event', event: heard });
    };
    const onLost = () => enter({ kind: 'lost', since: now() });
    const close = openStream({ onEvent: hear, onLost, onEnded: () => enter({ kind: 'ended' }) });
    return new Promise<void>((resolve) =>
      left.signal.addEventListener('abort', () => {
        close();
        resolve();
      }),
    );
  };
  if (tabs) follow(tabs, left.signal, { shown, onEvent, lead });
  else void lead(false);
  return () => {
    left.abort();
    tabs?.channel.close();
  };
}

type Following = { shown: Shown; onEvent: Options['onEvent']; lead(isSuccessor: boolean): Promise<void> };

/** Listens to the tab that leads, asks how things stand, and waits to lead itself. */
function follow(tabs: Tabs, signal: AbortSignal, { shown, onEvent, lead }: Following): void {
  let leading = false;
  let heardOfAnother = false;
  tabs.channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (signal.aborted) return;
    if (data.kind === 'hello') {
      if (leading) tabs.channel.postMessage({ kind: 'state', state: shown.state() } satisfies Word);
      return;
    }
    heardOfAnother = true;
    if (data.kind === 'state') shown.setState(data.state);
    else onEvent(data.event);
  });
  tabs.channel.postMessage({ kind: 'hello' } satisfies Word);
  void tabs.lead(signal, () => {
    leading = true;
    return lead(heardOfAnother);
  });
}

const NAME = 'causeway-live';

/** The browser's own means, or null where there are none (plain HTTP from another machine): then every tab has its stream. */
export function browserTabs(): Tabs | null {
  if (typeof BroadcastChannel === 'undefined' || !('locks' in navigator)) return null;
  return {
    channel: new BroadcastChannel(NAME),
    lead: async (signal, lead) => {
      try {
        await navigator.locks.request(NAME, { signal }, lead);
      } catch (error) {
        // Closing a tab that still waits for its turn is no failure.
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      }
    },
  };
}
