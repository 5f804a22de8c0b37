import type { VerdictKind } from '@/domain/routing/verdict';
import type { GraphStatus } from '@/domain/topology/graph';

/** A verdict in the five meanings. */
export const VERDICT_STATUS: Record<VerdictKind, GraphStatus> = {
  reachable: 'healthy',
  unreachable: 'broken',
  unknown: 'unknown',
};
