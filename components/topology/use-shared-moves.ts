'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/api/client';
import type { SharedMoves } from './use-picture';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';

/** Characters of an address that every browser and server takes. What is longer is kept beside it. */
export const MOST_ADDRESS = 4_000;
/** The rest of an address has to have room, too; what separates is written as three characters. */
const MOST_MOVES = 2_000;

/**
 * Where somebody has put things in what is looked at: as the address says it, else as the saved view it began as has it. What is
 * moved on goes into the address while it fits, and is held by this page when it does not.
 */
export function useSharedMoves(
  { moves, saved }: Pick<TopologyAddress, 'moves' | 'saved'>,
  onChange: ChangeAddress,
): SharedMoves {
  const trpc = useTRPC();
  const [held, hold] = useState<{ saved: string | null; text: string } | null>(null);
  const view = useQuery(
    trpc.views.get.queryOptions({ viewId: saved ?? '' }, { enabled: saved !== null && moves === '', retry: false }),
  ).data;
  const own = held?.saved === saved ? held.text : undefined;
  return {
    text: moves || (own ?? (saved === null ? '' : (view?.moves ?? ''))),
    keep(text) {
      const fits = (text ?? '').length <= MOST_MOVES;
      hold(text !== null && fits ? null : { saved, text: text ?? '' });
      void onChange({ moves: fits ? text : null });
    },
  };
}
