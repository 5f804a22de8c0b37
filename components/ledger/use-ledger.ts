'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { treeOf } from '@/domain/ledger/tree';

export type Ledger = ApiOutputs['ledger']['read'];

/** The ledger and its tree, worked out once for each reading. */
export function useLedger() {
  const trpc = useTRPC();
  const query = useQuery(trpc.ledger.read.queryOptions({}));
  const tree = useMemo(() => (query.data ? treeOf(query.data.blocks) : undefined), [query.data]);
  return { query, tree };
}
