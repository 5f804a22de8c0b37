import type { EstateView } from '@/domain/estate/view';
import type { FlowVerdict, VerdictKind } from '@/domain/routing/verdict';
import type { Assess, JudgeFlows } from '../plan';

/** What each flow needs of the first VBR's table, in tests that are about plans and not about forwarding. */
export const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'cloud-to-edge': ['10.0.0.0/16'],
  'edge-to-cloud': ['10.0.0.0/16', '192.168.0.0/16'],
};

/** A flow works when the table holds every row it needs; a row in doubt makes it unknown. */
export function judgeByTable(needs: Readonly<Record<string, readonly string[]>> = NEEDS): JudgeFlows {
  return (view, options) =>
    view.estate.flows
      .filter((flow) => !options?.only || options.only.includes(flow.key))
      .map((flow): FlowVerdict => {
        const kind = worst((needs[flow.key] ?? []).map((prefix) => stateOf(view, prefix)));
        const direction = { kind, hops: [], assumptions: [] };
        return { flow: flow.key, mustHold: flow.mustHold, kind, forward: direction, back: direction };
      });
}

/** The same, where no rule has anything to say. */
export function judgedByTable(): Assess {
  return { judge: judgeByTable(), check: () => [] };
}

function stateOf(view: EstateView, prefix: string): VerdictKind {
  const rows = (view.estate.vbrs[0]?.routeTable?.entries ?? []).filter((entry) => entry.prefix === prefix);
  if (rows.some((row) => row.status === 'available')) return 'reachable';
  return rows.some((row) => row.status === 'unknown') ? 'unknown' : 'unreachable';
}

function worst(kinds: readonly VerdictKind[]): VerdictKind {
  if (kinds.includes('unreachable')) return 'unreachable';
  return kinds.includes('unknown') ? 'unknown' : 'reachable';
}
