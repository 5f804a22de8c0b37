import { oncePer } from '@/domain/memo';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import type { Expectation } from './packet';
import type { ReasonCode } from './reasons';
import type { Assumption, HopPlace, Reason } from './verdict';

/**
 * A group of addresses that stands in one place. Cloud: inside a VPC. Edge: at a site, in a LAN or a pool where that is
 * known. Nowhere: no declared range holds it, so that it can be sent to but not from.
 */
export type Location = {
  side: 'cloud' | 'edge' | 'nowhere';
  prefixes: readonly Prefix[];
  place?: HopPlace;
  expected?: Expectation;
  lan?: string;
  pool?: string;
  /** why it is not sure that this is where the addresses are: a good end that rests on it is unknown */
  doubt?: Reason;
};

export type Resolved = { locations: readonly Location[]; assumptions: readonly Assumption[]; problem?: Reason };

/** The addresses of a location. */
export function rangeOf({ prefixes }: Location): RangeSet {
  return rangeOfAll(prefixes);
}

const rangeOfAll = oncePer((prefixes: readonly Prefix[]) => RangeSet.of(prefixes));

/** No addresses, and why. */
export function none(code: ReasonCode, params: Reason['params']): Resolved {
  return { locations: [], assumptions: [], problem: { code, params } };
}
