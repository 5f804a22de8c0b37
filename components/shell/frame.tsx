'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useLiveState } from '@/components/api/live';
import { useChangeTitle } from '@/components/changes/change-title';
import { useViewItems } from '@/components/topology/use-view-items';
import { AppShell } from './app-shell';
import { ConnectionLostBanner } from './banners';
import type { Freshness, ShellData } from './shell-data';

type FrameFacts = ApiOutputs['frame']['read'];

/** The shell with what is known now; live notices make it read again. */
export function Frame({
  initial,
  rail,
  children,
}: {
  initial: FrameFacts;
  rail: string | undefined;
  children: ReactNode;
}) {
  const trpc = useTRPC();
  const title = useChangeTitle();
  const facts = useQuery(
    trpc.frame.read.queryOptions({}, { initialData: initial, staleTime: 5_000, refetchInterval: 30_000 }),
  ).data;
  const live = useLiveState();
  const paletteItems = useViewItems();
  const data = useMemo(
    (): ShellData => ({
      person: facts.person,
      counts: { approvals: facts.approvals, findings: facts.findings },
      freshness: freshnessOf(facts.sources),
      running: facts.running.map((change) => ({
        number: change.number,
        title: title(change.operations),
        done: change.done,
        total: change.total,
        secondsLeft: change.secondsLeft,
      })),
      appliesStopped: facts.appliesStopped,
    }),
    [facts, title],
  );
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
    return { kind: 'silent', sources: silent.map(({ name, observedAt }) => ({ name, observedAt })) };
  const oldest = sources.flatMap((source) => source.observedAt ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  return oldest ? { kind: 'all-observed', observedAt: oldest } : { kind: 'none' };
}
