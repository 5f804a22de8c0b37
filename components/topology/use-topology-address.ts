'use client';

import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { historyOf, pageAfter } from './step-of';
import { ADDRESS_PARTS } from './topology-address';

export type { TopologyAddress } from './topology-address';

/** What is looked at, all of it in the address: a link shared is the same picture, and Back undoes one step. */
export function useTopologyAddress() {
  const [address, set] = useQueryStates(ADDRESS_PARTS, { shallow: true });
  const change = useCallback(
    (to: Partial<Parameters<typeof set>[0] & object>) => set({ ...to, ...pageAfter(to) }, { history: historyOf(to) }),
    [set],
  );
  return [address, change] as const;
}

export type ChangeAddress = ReturnType<typeof useTopologyAddress>[1];
