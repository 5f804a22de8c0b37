import type { EstateView } from '@/domain/estate/view';
import { oncePer } from '@/domain/memo';
import { indexEstate } from '@/domain/routing/estate-index';
import { judgeFlows } from '@/domain/routing/judge';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { addresses } from './addresses';
import { aggregateTooWide } from './aggregate-too-wide';
import { announcementVanished } from './announcement-vanished';
import { answersDropped } from './answers-dropped';
import { asnNotAllowed } from './asn-not-allowed';
import { asymmetricPath } from './asymmetric-path';
import { bestPathDiffers } from './best-path-differs';
import { bfdDiffers } from './bfd-differs';
import { bfdFlaps } from './bfd-flaps';
import { bfdOff } from './bfd-off';
import { bfdTimers } from './bfd-timers';
import { bgpNetworkMissing } from './bgp-network-missing';
import { bgpPeerQuota } from './bgp-peer-quota';
import { bgpSessionDown } from './bgp-session-down';
import { circuitNotReady } from './circuit-not-ready';
import { cloudAsn } from './cloud-asn';
import { cloudRangeMissing } from './cloud-range-missing';
import { cloudServicesDrawn } from './cloud-services-drawn';
import { controllerRemoves } from './controller-removes';
import { daemonSetNotRolledOut } from './daemon-set-not-rolled-out';
import { declaredDiffers } from './declared-differs';
import { declaredNotObserved } from './declared-not-observed';
import { ofEachVbr } from './each-vbr';
import { edgeRangeFull } from './edge-range-full';
import { eniConfigEdited } from './eni-config-edited';
import { eniConfigPoolSizes } from './eni-config-pool-sizes';
import { eniConfigSecurityGroups } from './eni-config-security-groups';
import { eniConfigUnreadable } from './eni-config-unreadable';
import { fewSpeakers } from './few-speakers';
import { findingKey, rankOfSeverity, type Check, type Finding } from './finding';
import { flannelRange } from './flannel-range';
import { gatewayNotDeclared } from './gateway-not-declared';
import { gatewayPeerOverLimit } from './gateway-peer-over-limit';
import { gatewayPeerShut } from './gateway-peer-shut';
import { gatewayPolicyMissing } from './gateway-policy-missing';
import { linkSubnet } from './link-subnet';
import { localAsnDiffers } from './local-asn-differs';
import { masquerade } from './masquerade';
import { mtuDiffers } from './mtu-differs';
import { nodeNotAnnounced } from './node-not-announced';
import { nodeRangeInServices } from './node-range-in-services';
import { nodeWithoutPodCidr } from './node-without-pod-cidr';
import { peerNotFarEnd } from './peer-not-far-end';
import { podRoutesMissing } from './pod-routes-missing';
import { podSubnets } from './pod-subnets';
import { podVSwitchFull } from './pod-v-switch-full';
import { probeUnanswered } from './probe-unanswered';
import { rangeDiscarded } from './range-discarded';
import { routeLimit } from './route-limit';
import { routeTableQuota } from './route-table-quota';
import { routerInterfaceNotReady } from './router-interface-not-ready';
import { routesPredicted } from './routes-predicted';
import { securityGroupClosed } from './security-group-closed';
import { sessionUnexpected } from './session-unexpected';
import { sharedAsn } from './shared-asn';
import { speakerOnHostNetwork } from './speaker-on-host-network';
import { staleSource } from './stale-source';
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
import { staticBesideBgp } from './static-beside-bgp';
import { transitRouteMissing } from './transit-route-missing';
import { vbrNotReady } from './vbr-not-ready';
import { vbrRouteMissing } from './vbr-route-missing';
import { vlanDiffers } from './vlan-differs';
import { vlanTwice } from './vlan-twice';
import { vpcRouteMissing } from './vpc-route-missing';
import { zoneWithoutVSwitch } from './zone-without-v-switch';

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
const OF_GATEWAYS: readonly StandingCheck[] = [
  gatewayPeerOverLimit,
  bfdFlaps,
  gatewayPeerShut,
  gatewayPolicyMissing,
  cloudAsn,
  bestPathDiffers,
];
const OF_LINKS: readonly StandingCheck[] = [localAsnDiffers, mtuDiffers, vlanDiffers, linkSubnet];
const OF_MUCH: readonly StandingCheck[] = [
  asnNotAllowed,
  nodeNotAnnounced,
  securityGroupClosed,
  probeUnanswered,
  sharedAsn,
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
