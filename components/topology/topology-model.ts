import type { Finding } from '@/domain/checks/finding';
import { findFindings } from '@/domain/checks';
import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/judge';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { buildTopology, type Topology, type TopologyOptions } from '@/domain/topology';
import { overlayPath, type PathOverlay } from '@/domain/topology/path';

export type Judged = { view: EstateView; verdicts: readonly FlowVerdict[]; findings: readonly Finding[] };

/** What does not depend on how it is looked at: worked out once for every state of the estate. */
export function judgeView(view: EstateView, now: string): Judged {
  const verdicts = judgeFlows(view);
  return { view, verdicts, findings: findFindings(view, now, verdicts) };
}

export type Picture = { topology: Topology; path: PathOverlay | null; verdict: FlowVerdict | null };

export function pictureOf(
  { view, verdicts, findings }: Judged,
  options: TopologyOptions,
  flow: string | null,
): Picture {
  const topology = buildTopology(view, findings, options);
  const verdict = verdicts.find((each) => each.flow === flow) ?? null;
  return { topology, verdict, path: verdict ? overlayPath(topology, verdict, topology.shownAs) : null };
}
