'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useLiveState } from '@/components/api/live';
import { useChangeTitle } from '@/components/changes/change-title';
import { useViewItems } from '@/components/topology/use-view-items';
import { useTakenOver } from '@/components/ui/use-taken-over';
import { AppShell } from './app-shell';
import { ConnectionLostBanner } from './banners';
import type { Freshness, ShellData } from './shell-data';

type FrameFacts = ApiOutputs['frame']['read'];

type FrameProps = {
  /** who is signed in, as long as nothing newer is known */
  person: ShellData['person'];
  rail: string | undefined;
  children: ReactNode;
};

const NOTHING_YET = { approvals: 0, findings: 0, running: [], appliesStopped: false } as const;

/** The shell, at once, with what is known of it so far; live notices make it read again. */
export function Frame({ person, rail, children }: FrameProps) {
  const trpc = useTRPC();
  const title = useChangeTitle();
  const query = useQuery(trpc.frame.read.queryOptions({}, { staleTime: 5_000, refetchInterval: 30_000 }));
  const takenOver = useTakenOver();
  // The answer may be here before the shell is: both first show the same.
  const known = takenOver ? query.data : undefined;
  const failed = takenOver && query.isError;
  const live = useLiveState();
  const paletteItems = useViewItems();
  const data = useMemo((): ShellData => {
    const { approvals, findings, running, appliesStopped } = known ?? NOTHING_YET;
    return {
      person: known?.person ?? person,
      counts: { approvals, findings },
      freshness: known ? freshnessOf(known.sources) : { kind: failed ? 'unknown' : 'pending' },
      running: running.map(({ operations, ...change }) => ({ ...change, title: title(operations) })),
      appliesStopped,
    };
  }, [known, failed, person, title]);
  return (
    <AppShell
      data={data}
      rail={rail}
      paletteItems={paletteItems}
      banner={live.kind === 'lost' ? <ConnectionLostBanner since={live.since} /> : undefined}
    >
      {children}
    </AppShell>
  );
}

/** One silent source is named before any number of fresh ones. */
function freshnessOf(sources: FrameFacts['sources']): Freshness {
  const silent = sources.filter((source) => source.silent);
  if (sources.length === 0) return { kind: 'none' };
  if (silent.length > 0)
    return {
      kind: 'silent',
      sources: silent.map(({ name, observedAt }) => ({ name, observedAt: observedAt ? new Date(observedAt) : null })),
    };
  const [oldest] = sources.flatMap((source) => source.observedAt ?? []).sort();
  return oldest ? { kind: 'all-observed', observedAt: new Date(oldest) } : { kind: 'none' };
}
