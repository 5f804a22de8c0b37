import type { ErrorParams } from '@/domain/errors';
import type { ResourceKind } from '@/domain/estate/resource';
import type { Prefix } from '@/domain/net/prefix';
import type { AssumptionCode, ReasonCode } from './reasons';

/** Whose job the fix is. */
export type Owner = 'cloud' | 'idc' | 'cluster';

export type VerdictKind = 'reachable' | 'unreachable' | 'unknown';

/** The device a packet is at. */
export type HopPlace = {
  kind:
    | 'node'
    | 'pool'
    | 'v-switch'
    | 'vpc'
    | 'router-interface'
    | 'transit-router'
    | 'vbr'
    | 'physical-connection'
    | 'gateway'
    | 'lan'
    | 'site';
  key: string;
};

/** The row that decided, or the one that would have come next. */
export type DecidingRow = { routeTable: string; prefix: Prefix; type: string; status: string; nextHop: string };

export type Hop = {
  place: HopPlace;
  status: 'passes' | 'delivers' | 'stops' | 'unknown' | 'assumed';
  row?: DecidingRow;
  runnerUp?: DecidingRow;
  /** the reading this hop rests on, whose age the view knows (`datedVerdict`); absent: declared or assumed */
  read?: ReadPart;
};

/** One part of what sources read: all of a kind, or that of one table, VBR or gateway. */
export type ReadPart = { kind: ResourceKind; within?: string };

/** A code with a sentence in both catalogues, and what fills it. */
export type Reason = { code: ReasonCode; params: ErrorParams };

/** What a verdict takes for granted because nothing reads it. */
export type Assumption = { code: AssumptionCode; params: ErrorParams };

/**
 * What becomes of traffic in one direction, and why. `reason.code` has a sentence in both catalogues.
 * `assumptions` name what no source reads; a verdict that rests on them says so.
 */
export type Verdict = {
  kind: VerdictKind;
  hops: readonly Hop[];
  reason?: Reason;
  /** failure catalogue code, `F01`... or `V4` */
  finding?: string;
  owner?: Owner;
  /** the part of the destination this verdict is about, when ranges split */
  part?: readonly Prefix[];
  assumptions: readonly Assumption[];
};

/** A flow in both directions: reachable only when every part of both directions is. */
export type FlowVerdict = { flow: string; mustHold: boolean; kind: VerdictKind; forward: Verdict; back: Verdict };
