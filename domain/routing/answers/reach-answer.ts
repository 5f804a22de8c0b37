import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import type { Prefix } from '@/domain/net/prefix';
import type { Reach, ReachPart } from './reach';
import { BADNESS } from './judge';
import { datedVerdict, type DatedVerdict } from '../dated-verdict';
import type { Verdict, VerdictKind } from '../verdict';

/** So many parts and ranges are told; the counts say how many there are. */
const MOST = { parts: 40, prefixes: 12 } as const;

/** Some ranges of many. */
export type SomePrefixes = { shown: readonly Prefix[]; count: number };

/** One part of an answer, with the standing finding that says the same and may be repaired. */
export type AnsweredPart = {
  source: SomePrefixes;
  destination: SomePrefixes;
  verdict: DatedVerdict;
  finding: Finding | null;
};

export type AnsweredDirection = { kind: VerdictKind; parts: readonly AnsweredPart[]; partCount: number };

/** `kind` is the worse direction's: what a flow between the two ends would be called. */
export type ReachAnswer = { kind: VerdictKind; forward: AnsweredDirection; back: AnsweredDirection };

/** An answer as it is shown: bounded, and each part with the ages of its readings and what repairs it. */
export function answerOf(view: EstateView, { forward, back }: Reach, findings: readonly Finding[]): ReachAnswer {
  const [there, answers] = [directionOf(view, forward, findings), directionOf(view, back, findings)];
  return { kind: worst([there.kind, answers.kind]), forward: there, back: answers };
}

function directionOf(view: EstateView, parts: readonly ReachPart[], findings: readonly Finding[]): AnsweredDirection {
  return {
    kind: worst(parts.map((each) => each.verdict.kind)),
    parts: parts.slice(0, MOST.parts).map(({ source, destination, verdict }) => ({
      source: someOf(source),
      destination: someOf(destination),
      verdict: datedVerdict(view, verdict),
      finding: findingOf(verdict, findings),
    })),
    partCount: parts.length,
  };
}

/** Of nothing nobody can tell. */
function worst(kinds: readonly VerdictKind[]): VerdictKind {
  if (kinds.length === 0) return 'unknown';
  return kinds.reduce((a, b) => (BADNESS[b] > BADNESS[a] ? b : a));
}

function someOf(prefixes: readonly Prefix[]): SomePrefixes {
  return { shown: prefixes.slice(0, MOST.prefixes), count: prefixes.length };
}

/** The standing finding at the device where it ends, of the same code or the same prefix, or about the session that is the reason. */
export function findingOf(
  { kind, finding: code, hops, reason }: Verdict,
  findings: readonly Finding[],
): Finding | null {
  if (kind === 'reachable') return null;
  const place = hops.at(-1)?.place;
  const peer = reason?.params.peer;
  const wanted = String(reason?.params.prefix ?? '');
  const isAboutIt = (params: Finding['params']) => wanted !== '' && String(params.prefix ?? '') === wanted;
  const here = findings.filter(({ code: own, subject, params }) => {
    // A session that is down for no known reason has a finding, and the verdict no code of its own.
    if (subject.kind === 'bgp-peer') return subject.key === peer;
    return subject.kind === place?.kind && subject.key === place.key && (own === code || isAboutIt(params));
  });
  return here.find(({ params }) => isAboutIt(params)) ?? here[0] ?? null;
}
