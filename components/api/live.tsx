'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { leaveForDoor, useTRPC, useTRPCClient } from './client';
import { inTurns } from './in-turns';
import { invalidateFor } from './invalidate';
import { browserTabs, createLiveStream, type LiveState, type LiveStream, type OpenStream } from './live-stream';

const LiveContext = createContext<LiveStream | null>(null);

type Client = ReturnType<typeof useTRPCClient>;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

/** The subscription, opened again for as long as somebody is signed in: the library itself gives up on some losses. */
function streamOver(client: Client): OpenStream {
  return ({ onEvent, onLost, onEnded }) => {
    let retryMs = FIRST_RETRY_MS;
    let timer: number | undefined;
    let close = () => {};
    const open = () => {
      const subscription = client.live.watch.subscribe(undefined, {
        onData(event) {
          retryMs = FIRST_RETRY_MS;
          onEvent(event);
        },
        // The first connecting is no loss; the ones after it carry the error that caused them.
        onConnectionStateChange: ({ state, error }) => void (state === 'connecting' && error && onLost()),
        onError(error) {
          if (error.data?.httpStatus === 401) return onEnded();
          onLost();
          timer = window.setTimeout(open, retryMs);
          retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
        },
      });
      close = () => subscription.unsubscribe();
    };
    open();
    return () => {
      window.clearTimeout(timer);
      close();
    };
  };
}

/**
 * Whoever is disabled, or has signed out in another tab, leaves this page now and not when it next asks for something. The tab
 * that signs out is given the moment to go to the door by itself, without the way back.
 */
function leaveSoon(): void {
  window.setTimeout(leaveForDoor, 1_000);
}

/** Keeps what is on screen current, as long as it is mounted. One stream for all tabs of this browser. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [stream] = useState(() =>
    createLiveStream({
      openStream: streamOver(client),
      onEvent: inTurns((event) => invalidateFor(event, queryClient)),
      openTabs: browserTabs,
    }),
  );
  useEffect(() => stream.start(), [stream]);
  useEffect(() => stream.subscribe(() => void (stream.state().kind === 'ended' && leaveSoon())), [stream]);
  return (
    <LiveContext value={stream}>
      <SilenceKeeper />
      {children}
    </LiveContext>
  );
}

const CONNECTING: LiveState = { kind: 'connecting' };
const connecting = () => CONNECTING;
const nothing = () => () => {};

/** Whether the page is kept current: for the frame, which says so when it is not. */
export function useLiveState(): LiveState {
  const stream = useContext(LiveContext);
  return useSyncExternalStore(stream?.subscribe ?? nothing, stream?.state ?? connecting, connecting);
}

/** How often somebody asks whether parts have grown stale, ms: silence sends no notice. */
const ASK_EVERY_MS = 15_000;

/** What has fallen silent in the meantime makes old what is on screen, as a reading does. */
function SilenceKeeper() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const last = useRef<string>(undefined);
  const { data } = useQuery(trpc.estate.silence.queryOptions({}, { refetchInterval: ASK_EVERY_MS }));
  const silent = data?.silent;
  useEffect(() => {
    if (silent === undefined || silent === last.current) return;
    const first = last.current === undefined;
    last.current = silent;
    if (!first) invalidateFor({ kind: 'changed', topics: { estate: [] } }, queryClient);
  }, [silent, queryClient]);
  return null;
}
