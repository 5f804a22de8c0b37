'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/components/api/client';
import { findFindings } from '@/domain/checks';

/** The newest estate and what its checks find. Findings are worked out again only when the estate moves. */
export function useEstate() {
  const trpc = useTRPC();
  const query = useQuery(trpc.estate.view.queryOptions({}));
  const view = query.data && query.data.estate.vbrs.length + query.data.estate.vpcs.length > 0 ? query.data : null;
  const findings = useMemo(() => (view ? findFindings(view, new Date().toISOString()) : []), [view]);
  return { query, view, findings };
}
