import type { FailureImpact } from './failures';
import type { Failed } from './fail';

export type FailureFilter = { kinds: readonly Failed['kind'][]; text: string; onlyHit: boolean };

export type FoundFailures = {
  impacts: readonly FailureImpact[];
  /** of each kind, how many the other choices leave */
  counts: Readonly<Record<Failed['kind'], number>>;
};

/** What a filter leaves of all failures: those that stop most flows first, then those that send most of them apart. */
export function listFailures(all: readonly FailureImpact[], { kinds, text, onlyHit }: FailureFilter): FoundFailures {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const meant = all.filter(
    (each) =>
      words.every((word) => textOf(each).includes(word)) && (!onlyHit || weightOf(each).some((count) => count > 0)),
  );
  const count = (kind: Failed['kind']) => meant.filter(({ failed }) => failed.kind === kind).length;
  return {
    impacts: meant.filter(({ failed }) => kinds.length === 0 || kinds.includes(failed.kind)).sort(worstFirst),
    counts: {
      'physical-connection': count('physical-connection'),
      vbr: count('vbr'),
      'bgp-peer': count('bgp-peer'),
      gateway: count('gateway'),
      node: count('node'),
      'router-interface': count('router-interface'),
      'transit-router-attachment': count('transit-router-attachment'),
    },
  };
}

/** A flow is found by its name as well: which failures would stop it. */
function textOf({ failed, lost, asymmetric }: FailureImpact): string {
  return [failed.key, ...lost, ...asymmetric].join(' ').toLowerCase();
}

function weightOf({ lost, overLimit, asymmetric }: FailureImpact): readonly [number, number, number] {
  return [lost.length, overLimit.length, asymmetric.length];
}

function worstFirst(a: FailureImpact, b: FailureImpact): number {
  const [of, than] = [weightOf(a), weightOf(b)];
  const at = of.findIndex((count, index) => count !== than[index]);
  return at < 0 ? 0 : (than[at] ?? 0) - (of[at] ?? 0);
}
