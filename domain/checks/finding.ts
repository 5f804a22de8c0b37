import type { ErrorParams } from '@/domain/errors';
import { without } from '@/domain/estate/projection';
import type { EstateView } from '@/domain/estate/view';
import { oncePer } from '@/domain/memo';
import { overlaps, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { isSame } from '@/domain/routing/gateway/surroundings';
import type { FlowVerdict, HopPlace, Owner, Verdict } from '@/domain/routing/verdict';

/**
 * From worst to mildest. `error`: something does not work. `warning`: it works, and will not for long or not under stress. `notice`:
 * it works and will, and is not what somebody believes it to be.
 */
export const SEVERITIES = ['error', 'warning', 'notice'] as const;
export type FindingSeverity = (typeof SEVERITIES)[number];

/** Less is worse. */
export function rankOfSeverity(severity: FindingSeverity): number {
  return SEVERITIES.indexOf(severity);
}

export type FindingKind =
  | 'vbr-route-missing'
  | 'vpc-route-missing'
  | 'route-limit'
  | 'route-table-quota'
  | 'bgp-session-down'
  | 'bfd-off'
  | 'bgp-network-missing'
  | 'vbr-not-ready'
  | 'circuit-not-ready'
  | 'router-interface-not-ready'
  | 'stale-source'
  | 'addresses-overlap'
  | 'cloud-services-range'
  | 'pod-cidr-outside'
  | 'pod-cidr-length'
  | 'pod-cidr-twice'
  | 'edge-range-full'
  | 'node-without-pod-cidr'
  | 'flannel-range'
  | 'eni-config-unreadable'
  | 'eni-config-edited'
  | 'pod-v-switch-full'
  | 'zone-without-v-switch'
  | 'daemon-set-not-rolled-out'
  | 'few-speakers'
  | 'shared-asn'
  | 'local-asn-differs'
  | 'bgp-peer-quota'
  | 'aggregate-too-wide'
  | 'mtu-differs'
  | 'vlan-twice'
  | 'vlan-differs'
  | 'pod-routes-missing'
  | 'speaker-on-host-network'
  | 'eni-config-pool-sizes'
  | 'eni-config-warm-up'
  | 'eni-config-security-groups'
  | 'peer-not-far-end'
  | 'link-subnet'
  | 'link-far-end'
  | 'gateway-peer-over-limit'
  | 'gateway-peer-shut'
  | 'gateway-policy-missing'
  | 'announcement-vanished'
  | 'session-unexpected'
  | 'bfd-differs'
  | 'answers-dropped'
  | 'asymmetric-path'
  | 'bfd-flaps'
  | 'gateway-has-cloud-asn'
  | 'probe-unanswered'
  | 'node-range-in-services'
  | 'vlan-held'
  | 'pods-masqueraded'
  | 'controller-removes'
  | 'declared-differs'
  | 'gateway-not-declared'
  | 'declared-not-observed'
  | 'best-path-differs'
  | 'cloud-range-missing'
  | 'asn-not-allowed'
  | 'bfd-timers'
  | 'cloud-services-drawn'
  | 'node-not-announced'
  | 'range-discarded'
  | 'security-group-closed'
  | 'static-beside-bgp'
  | 'transit-route-missing'
  | 'routes-predicted';

export type FindingSubject = { kind: HopPlace['kind'] | 'bgp-peer' | 'cluster' | 'source'; key: string };

/** The row of one router's table that a fix is about. */
type FixedRow = ({ vbr: string } | { vpc: string }) & { table: string; prefix: string; nextHop: string };

/** A form that would repair it, as it is to be filled in: by the names that the form's address goes by. */
export type FindingFix =
  | { operation: 'add-route-entry'; params: FixedRow }
  | { operation: 'move-route-entry'; params: FixedRow & { newNextHop: string } }
  | { operation: 'remove-route-entry'; params: FixedRow }
  | { operation: 'remove-bgp-peer'; params: { vbr: string; group: string; address: string } };

/** The router that a fix writes to. */
export function routerOfFix({ params }: FindingFix): { kind: 'vpc' | 'vbr'; key: string } {
  return 'vpc' in params ? { kind: 'vpc', key: params.vpc } : { kind: 'vbr', key: params.vbr };
}

/**
 * A rule's verdict on the estate. `kind` has its sentences under `findings.<kind>`; `code` is the failure catalogue's
 * (`F01`...), a validation (`V4`...) or our own (`C01`...). `flows` are those that the fault stops.
 */
export type Finding = {
  code: string;
  kind: FindingKind;
  severity: FindingSeverity;
  owner: Owner;
  subject: FindingSubject;
  params: ErrorParams;
  flows: readonly string[];
  fix?: FindingFix;
};

/**
 * What a rule found before it is asked which flows that stops: those of which `stops` says so. `unless`: that it is none for what else
 * there is, which is asked each time and of few.
 */
export type Fault = Omit<Finding, 'flows'> & {
  stops: (verdict: FlowVerdict) => boolean;
  unless?: (index: EstateIndex) => boolean;
};

/** The very same finding as long as the same flows are stopped. */
export function withFlows(fault: Fault, verdicts: readonly FlowVerdict[]): Finding {
  const flows = flowsThatFail(verdicts)
    .filter(fault.stops)
    .map(({ flow }) => flow);
  const last = lastOf(fault);
  if (!last.finding || !isSame(last.finding.flows, flows)) {
    last.finding = { ...without<Fault, 'stops' | 'unless'>(fault, ['stops', 'unless']), flows };
  }
  return last.finding;
}

const lastOf = oncePer((_: Fault): { finding: Finding | undefined } => ({ finding: undefined }));

/** Of a fault that stops no flow by itself. */
export function stopsNothing(): boolean {
  return false;
}

/** Most flows work, and those nothing stops. */
const flowsThatFail = oncePer((verdicts: readonly FlowVerdict[]) =>
  verdicts.filter(({ kind }) => kind !== 'reachable'),
);

/**
 * What every check looks at, worked out once. `parts` and `now` (ISO 8601) are for who tells how old something is, `declared` for who
 * compares what people said with what was read.
 */
export type CheckContext = {
  index: EstateIndex;
  declared?: EstateView['declared'];
  verdicts: readonly FlowVerdict[];
  parts: EstateView['parts'];
  now: string;
};

export type Check = (context: CheckContext) => readonly Finding[];

/** Whether a flow ends at a place, in either direction; with a range, whether it ends there for want of a part of it. */
export function stoppedAt(place: HopPlace, range?: Prefix): (verdict: FlowVerdict) => boolean {
  const stopped = ({ kind, hops, reason }: Verdict) => {
    const last = hops.at(-1)?.place;
    if (kind !== 'unreachable' || last?.kind !== place.kind || last.key !== place.key) return false;
    if (range === undefined) return true;
    const wanted = tryParsePrefix(String(reason?.params.prefix ?? ''));
    return wanted.ok && overlaps(wanted.value, range);
  };
  return ({ forward, back }) => stopped(forward) || stopped(back);
}

/** One finding's name, the same from reading to reading: rule, subject, and the prefix and table it is about, if any. */
export function findingKey({ kind, subject, params }: Finding): string {
  return [kind, subject.kind, subject.key, params.prefix ?? '', params.routeTable ?? ''].join('|');
}
