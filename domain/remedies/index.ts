import type { Finding, FindingKind } from '@/domain/checks/finding';
import { DeclaredFacts } from '@/domain/estate/declared';
import type { EstateView } from '@/domain/estate/view';
import { indexEstate } from '@/domain/routing/estate-index';
import { formFor } from './forms';
import { fullOfPeers, fullTable, inCluster, told, vpcRoute } from './in-console';
import * as cluster from './on-cluster';
import * as routes from './gateway-routes';
import * as gateway from './on-gateway';
import { step, text, type Remedy, type StepsOf } from './remedy';

/** By hand, for every rule: who runs what, with the values of this very case. */
const STEPS: Readonly<Record<FindingKind, StepsOf>> = {
  'vbr-route-missing': told('console-route', 'vbr', 'prefix', 'nextHop'),
  'vpc-route-missing': vpcRoute,
  'route-limit': routes.aggregate,
  'route-table-quota': fullTable,
  'bgp-session-down': gateway.sessionDown,
  'bfd-off': (index, finding) => [
    ...told('console-bfd', 'vbr', 'peer')(index, finding),
    ...gateway.bfdOn(index, finding),
  ],
  'bgp-network-missing': told('console-bgp-network', 'vbr', 'vpc', 'prefix'),
  'vbr-not-ready': told('console-recover-vbr', 'vbr', 'status'),
  'circuit-not-ready': told('console-recover-circuit', 'circuit', 'status', 'businessStatus'),
  'router-interface-not-ready': told('console-activate-interface', 'routerInterface', 'status'),
  'stale-source': told('test-source', 'source'),
  'addresses-overlap': told('keep-apart', 'prefix', 'of', 'other', 'otherOf'),
  'cloud-services-range': told('renumber', 'prefix', 'of'),
  'pod-cidr-outside': cluster.rejoin,
  'pod-cidr-length': cluster.rejoin,
  'pod-cidr-twice': cluster.rejoin,
  'edge-range-full': cluster.lookAtNodes,
  'node-without-pod-cidr': cluster.rejoin,
  'flannel-range': cluster.flannelNetwork,
  'eni-config-unreadable': cluster.lookAtEniConfig,
  'eni-config-edited': cluster.lookAtEniConfig,
  'pod-v-switch-full': inCluster('console-pod-v-switch', 'zone'),
  'zone-without-v-switch': (index, finding) =>
    inCluster('console-pod-v-switch')(index, finding).map((each) => {
      return { ...each, params: { ...each.params, zone: String(finding.params.zones ?? '') } };
    }),
  'daemon-set-not-rolled-out': cluster.restartBehind,
  'few-speakers': cluster.speakersOfLan,
  'shared-asn': gateway.sharedOwnAsn,
  'local-asn-differs': told('console-local-asn', 'site', 'asns'),
  'bgp-peer-quota': fullOfPeers,
  'aggregate-too-wide': routes.ownBlock,
  'mtu-differs': told('console-mtu', 'site', 'sizes'),
  'vlan-twice': told('console-vlan', 'vbr', 'vlan', 'circuit'),
  'vlan-held': told('console-vlan', 'vbr', 'vlan', 'circuit'),
  'vlan-differs': gateway.sameVlan,
  'pod-routes-missing': routes.podRoutes,
  'speaker-on-host-network': inCluster('kube-look-nodes', 'node'),
  'eni-config-pool-sizes': inCluster('console-add-on'),
  'eni-config-warm-up': inCluster('console-add-on'),
  'eni-config-security-groups': inCluster('console-add-on'),
  'link-subnet': told('console-link', 'vbr', 'local', 'peer'),
  'link-far-end': told('console-link-far', 'vbr', 'peer', 'gateway', 'other'),
  'peer-not-far-end': told('console-replace-peer', 'vbr', 'address', 'expected'),
  'gateway-peer-over-limit': gateway.peerOverLimit,
  'gateway-peer-shut': gateway.peerShut,
  'gateway-policy-missing': gateway.policyMissing,
  'announcement-vanished': routes.vanished,
  'session-unexpected': (_, finding) => [step('correct-declared', { object: text(finding, 'gateway') })],
  'bfd-differs': gateway.bfdOn,
  'answers-dropped': gateway.permitAnswers,
  'asymmetric-path': routes.preferSameVbr,
  'bfd-flaps': gateway.bfdFlaps,
  'gateway-has-cloud-asn': gateway.otherOwnAsn,
  'probe-unanswered': routes.routeBack,
  'node-range-in-services': told('renumber', 'range', 'site'),
  'pods-masqueraded': cluster.unmasquerade,
  'controller-removes': told('console-move-rows', 'routeTable', 'vpc', 'prefix', 'cluster'),
  'declared-differs': told('correct-declared', 'object'),
  'gateway-not-declared': told('declare-gateway', 'gateway', 'source'),
  'declared-not-observed': told('retire-declared', 'object'),
  'best-path-differs': routes.prefer,
  'cloud-range-missing': routes.cloudRangeIn,
  'asn-not-allowed': told('choose-asn', 'at', 'asn'),
  'bfd-timers': told('console-bfd-timers', 'vbr'),
  'cloud-services-drawn': told('console-remove-row', 'routeTable', 'prefix'),
  'node-not-announced': cluster.announceNodes,
  'range-discarded': told('gateway-remove-route', 'gateway', 'prefix'),
  'security-group-closed': told('console-permit', 'securityGroups', 'edge'),
  'static-beside-bgp': told('console-remove-row', 'routeTable', 'prefix'),
  'transit-route-missing': told('console-transit-route', 'transitRouter', 'routeTable', 'prefix'),
  'routes-predicted': routes.aggregate,
};

const NOTHING = DeclaredFacts.parse({});

/** What mends a finding. One of a rule that this version does not know any more has no remedy. */
export function remedyOf(view: EstateView, finding: Finding): Remedy {
  const index = indexEstate(view);
  const stepsOf = (STEPS as Partial<Record<string, StepsOf>>)[finding.kind];
  const form = formFor(index, view.declared ?? NOTHING, finding);
  // What a form of a change repairs is told by that form, row by row.
  const steps = finding.fix ? [] : (stepsOf?.(index, finding) ?? []);
  return { ...(form ? { form } : {}), steps };
}
