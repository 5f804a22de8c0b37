'use client';

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, TRPCClientError } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { useState, type ReactNode } from 'react';
import type { AppRouter } from '@/server/api/root';
import { createLinks } from './links';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type ApiOutputs = inferRouterOutputs<AppRouter>;
export type ApiError = TRPCClientError<AppRouter>;

/** A refusal is an answer: only what might go better the next time is asked again. */
function worthRetrying(count: number, error: unknown): boolean {
  const status = error instanceof TRPCClientError ? (error as ApiError).data?.httpStatus : undefined;
  return count < 2 && (status === undefined || status >= 500);
}

/** An answer that came with the page is one text. */
function readAnswer(text: string): unknown {
  return JSON.parse(text);
}

function retryAfter(failures: number): number {
  return failures * 1_000;
}

/** Who is not signed in any more is sent to the door. */
function leaveWhenSignedOut(error: unknown): void {
  if (error instanceof TRPCClientError && (error as ApiError).data?.httpStatus === 401) leaveForDoor();
}

/** To the door, and back to this page after it. */
export function leaveForDoor(): void {
  const here = window.location.pathname + window.location.search;
  // A full load: nothing of the ended session may stay in memory.
  window.location.replace(`/sign-in?next=${encodeURIComponent(here)}`);
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    // Live notices say when something is old; the age is a net below them.
    defaultOptions: {
      queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true },
      mutations: { retry: false },
      // What the server could not answer ahead is asked by the page at once.
      hydrate: { deserializeData: readAnswer, queries: { retry: worthRetrying, retryDelay: retryAfter } },
    },
  });
}

function createClient() {
  return createTRPCClient<AppRouter>({ links: createLinks() });
}

/** The typed client and its cache for everything below. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
