import type { EstateView } from '@/domain/estate/view';
import { oncePer } from '@/domain/memo';
import { indexEstate } from '@/domain/routing/estate-index';
import { judgeFlows } from '@/domain/routing/answers/judge';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { addresses } from './rules/addresses';
import { aggregateTooWide } from './rules/aggregate-too-wide';
import { announcementVanished } from './rules/announcement-vanished';
import { answersDropped } from './rules/answers-dropped';
import { asnNotAllowed } from './rules/asn-not-allowed';
import { asymmetricPath } from './rules/asymmetric-path';
import { bestPathDiffers } from './rules/best-path-differs';
import { bfdDiffers } from './rules/bfd-differs';
import { bfdFlaps } from './rules/bfd-flaps';
import { bfdOff } from './rules/bfd-off';
import { bfdTimers } from './rules/bfd-timers';
import { bgpNetworkMissing } from './rules/bgp-network-missing';
import { bgpPeerQuota } from './rules/bgp-peer-quota';
import { bgpSessionDown } from './rules/bgp-session-down';
import { circuitNotReady } from './rules/circuit-not-ready';
import { cloudAsn } from './rules/cloud-asn';
import { cloudRangeMissing } from './rules/cloud-range-missing';
import { cloudServicesDrawn } from './rules/cloud-services-drawn';
import { controllerRemoves } from './rules/controller-removes';
import { daemonSetNotRolledOut } from './rules/daemon-set-not-rolled-out';
import { declaredDiffers } from './rules/declared-differs';
import { declaredNotObserved } from './rules/declared-not-observed';
import { ofEachVbr } from './each-vbr';
import { edgeRangeFull } from './rules/edge-range-full';
import { eniConfigEdited } from './rules/eni-config-edited';
import { eniConfigPoolSizes } from './rules/eni-config-pool-sizes';
import { eniConfigSecurityGroups } from './rules/eni-config-security-groups';
import { eniConfigUnreadable } from './rules/eni-config-unreadable';
import { fewSpeakers } from './rules/few-speakers';
import { findingKey, rankOfSeverity, type Check, type Finding } from './finding';
import { flannelRange } from './rules/flannel-range';
import { gatewayNotDeclared } from './rules/gateway-not-declared';
import { gatewayPeerOverLimit } from './rules/gateway-peer-over-limit';
import { gatewayPeerShut } from './rules/gateway-peer-shut';
import { gatewayPolicyMissing } from './rules/gateway-policy-missing';
import { linkSubnet } from './rules/link-subnet';
import { localAsnDiffers } from './rules/local-asn-differs';
import { masquerade } from './rules/masquerade';
import { mtuDiffers } from './rules/mtu-differs';
import { nodeNotAnnounced } from './rules/node-not-announced';
import { nodeRangeInServices } from './rules/node-range-in-services';
import { nodeWithoutPodCidr } from './rules/node-without-pod-cidr';
import { peerNotFarEnd } from './rules/peer-not-far-end';
import { podRoutesMissing } from './rules/pod-routes-missing';
import { podSubnets } from './rules/pod-subnets';
import { podVSwitchFull } from './rules/pod-v-switch-full';
import { probeUnanswered } from './rules/probe-unanswered';
import { rangeDiscarded } from './rules/range-discarded';
import { routeLimit } from './rules/route-limit';
import { routeTableQuota } from './rules/route-table-quota';
import { routerInterfaceNotReady } from './rules/router-interface-not-ready';
import { routesPredicted } from './rules/routes-predicted';
import { securityGroupClosed } from './rules/security-group-closed';
import { sessionUnexpected } from './rules/session-unexpected';
import { sharedAsn } from './rules/shared-asn';
import { speakerOnHostNetwork } from './rules/speaker-on-host-network';
import { staleSource } from './rules/stale-source';
import {
  allAddresses,
  allButRows,
  allClusters,
  allGateways,
  allLinks,
  settingsOfVbrs,
  whileSame,
  type StandingCheck,
} from './standing';
import { staticBesideBgp } from './rules/static-beside-bgp';
import { transitRouteMissing } from './rules/transit-route-missing';
import { vbrNotReady } from './rules/vbr-not-ready';
import { vbrRouteMissing } from './rules/vbr-route-missing';
import { vlanDiffers } from './rules/vlan-differs';
import { vlanTwice } from './rules/vlan-twice';
import { vpcRouteMissing } from './rules/vpc-route-missing';
import { zoneWithoutVSwitch } from './rules/zone-without-v-switch';

/** Rules that look at rows of tables, at verdicts or at the clock. */
const MOVING: readonly Check[] = [
  ofEachVbr(
    vbrRouteMissing,
    bgpNetworkMissing,
    bgpSessionDown,
    announcementVanished,
    routeLimit,
    sessionUnexpected,
    bfdDiffers,
    peerNotFarEnd,
    staticBesideBgp,
    routesPredicted,
  ),
  vpcRouteMissing,
  transitRouteMissing,
  cloudServicesDrawn,
  rangeDiscarded,
  asymmetricPath,
  answersDropped,
  routeTableQuota,
  controllerRemoves,
  vbrNotReady,
  circuitNotReady,
  routerInterfaceNotReady,
  podRoutesMissing,
  cloudRangeMissing,
  staleSource,
  gatewayNotDeclared,
  declaredNotObserved,
];

/**
 * Rules that look at nothing of these, by what they look at: what they find is found again while a change moves something else.
 * A gateway that is read anew asks the clusters nothing, nor a node the gateways.
 */
const OF_CLUSTERS: readonly StandingCheck[] = [
  podSubnets,
  edgeRangeFull,
  nodeWithoutPodCidr,
  flannelRange,
  eniConfigUnreadable,
  eniConfigEdited,
  eniConfigPoolSizes,
  eniConfigSecurityGroups,
  podVSwitchFull,
  zoneWithoutVSwitch,
  daemonSetNotRolledOut,
  masquerade,
  fewSpeakers,
  speakerOnHostNetwork,
];
const OF_VBRS: readonly StandingCheck[] = [bfdOff, bfdTimers, bgpPeerQuota, vlanTwice];
const OF_GATEWAYS: readonly StandingCheck[] = [cloudAsn, bestPathDiffers];
const OF_LINKS: readonly StandingCheck[] = [localAsnDiffers, mtuDiffers, vlanDiffers, linkSubnet];
const OF_MUCH: readonly StandingCheck[] = [
  asnNotAllowed,
  nodeNotAnnounced,
  securityGroupClosed,
  probeUnanswered,
  sharedAsn,
  gatewayPeerOverLimit,
  gatewayPeerShut,
  gatewayPolicyMissing,
  bfdFlaps,
];

const together = (checks: readonly StandingCheck[]): StandingCheck => {
  return (context) => checks.flatMap((check) => check(context));
};

const CHECKS: readonly Check[] = [
  ...MOVING,
  whileSame(allClusters, together(OF_CLUSTERS)),
  whileSame(settingsOfVbrs, together(OF_VBRS)),
  whileSame(allGateways, together(OF_GATEWAYS)),
  whileSame(allLinks, together(OF_LINKS)),
  whileSame(allButRows, together(OF_MUCH)),
  whileSame(allAddresses, addresses),
  whileSame(allAddresses, aggregateTooWide),
  whileSame(allAddresses, nodeRangeInServices),
];

/**
 * Every rule's verdict on what is known at `now` (ISO 8601): errors first, then by subject, whatever the order of the estate.
 * `verdicts` saves judging the flows again where that has been done.
 */
export function findFindings(
  view: EstateView,
  now: string,
  verdicts: readonly FlowVerdict[] = judgeFlows(view),
): Finding[] {
  const { parts, declared } = view;
  const context = { index: indexEstate(view), verdicts, parts, now, ...(declared ? { declared } : {}) };
  const found = CHECKS.flatMap((check) => check(context));
  return [...found, ...declaredDiffers(context, found)]
    .map((finding) => ({ finding, rank: rankOf(finding) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ finding }) => finding);
}

const rankOf = oncePer((finding: Finding) => `${rankOfSeverity(finding.severity)} ${findingKey(finding)}`);
