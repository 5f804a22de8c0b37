/** One finding in three pieces: a title, what is, and what to do, with the owner named. `<m>` sets ids and addresses. */
export const findings = {
  owner: { cloud: 'Cloud network', idc: 'IDC network', cluster: 'Cluster operations' },
  severity: { error: 'Broken', warning: 'Warning', notice: 'Notice' },
  count: '{count, plural, =0 {No findings} one {# finding} other {# findings}}',
  ownerLabel: 'Owner',
  codeLabel: 'Finding',
  flowsLabel: 'Stops',
  noFlows: 'no declared flow',
  fix: 'Fix this',
  evidence: 'Show evidence and history',
  'vbr-route-missing': {
    title: 'Required route missing on VBR',
    what: 'VBR <m>{vbr}</m> has no route to <m>{prefix}</m>, {role, select, hosts {the hosts} pods {the edge pods} other {the addresses}} of <m>{to}</m>.',
    todo: '{owner} can add it toward <m>{nextHop}</m>.',
  },
  'vpc-route-missing': {
    title: 'Required route missing in VPC',
    what: 'Route table <m>{routeTable}</m> of <m>{vpc}</m> has no route to <m>{prefix}</m>, {role, select, hosts {the hosts} other {the edge pods}} of <m>{to}</m>.',
    todo: '{owner} can add it there.',
  },
  'route-limit': {
    title: 'BGP route limit',
    what: 'BGP peer <m>{peer}</m> received {received} of {limit} routes ({percent} %).',
    todo: 'Routes over the limit are dropped without notice. {owner} can aggregate pod subnets on the gateway{enough, plural, =0 {} one {: 1 prefix would say the same} other {: # prefixes would say the same}}.',
  },
  'route-table-quota': {
    title: 'Route table nearly full',
    what: 'Route table <m>{routeTable}</m> of <m>{router}</m> holds {used} of {quota} custom routes ({percent} %).',
    todo: '{owner} can aggregate routes or raise the quota.',
  },
  'bgp-session-down': {
    title: 'BGP session not established',
    what: 'BGP session <m>{peer}</m> of <m>{vbr}</m> is {state}. {cause, select, asn {One end is set to AS {configured}, the other is AS {actual}.} key {The keys of both ends differ.} unconfigured {Gateway {gateway} has no neighbour for it.} shut {Somebody has shut it on gateway {gateway}.} limit {Gateway {gateway} stopped it because more routes came than it takes.} bfd {BFD is on at both ends and down.} other {The settings of both ends agree as far as they are known.}}',
    todo: '{cause, select, asn {{owner} can correct the AS number.} key {{owner} can align the key with the other end.} unconfigured {{owner} can add the neighbour.} shut {{owner} can enable it again when the work is done.} limit {{owner} can raise the limit and clear the session.} bfd {{owner} can look at BFD on the gateway: the line, the timers, an access list.} other {{owner} can read the log of the gateway.}}',
  },
  'bfd-off': {
    title: 'BFD is off',
    what: 'BGP peer <m>{peer}</m> of <m>{vbr}</m> runs without BFD: a dead circuit is noticed only after up to {holdTimeSeconds} s.',
    todo: '{owner} can switch BFD on, together with the gateway.',
  },
  'bgp-network-missing': {
    title: 'VPC not announced',
    what: 'VBR <m>{vbr}</m> announces no BGP network for <m>{uncovered}</m> of <m>{vpc}</m>, so the data centre never learns it.',
    todo: '{owner} can add the BGP network <m>{prefix}</m>.',
  },
  'vbr-not-ready': {
    title: 'VBR not active',
    what: 'VBR <m>{vbr}</m> is {status}: it carries no traffic and takes no change.',
    todo: '{owner} can recover it.',
  },
  'circuit-not-ready': {
    title: 'Circuit not in service',
    what: 'Circuit <m>{circuit}</m> is {status}, {businessStatus}.',
    todo: '{owner} can settle the bill or recover the circuit.',
  },
  'router-interface-not-ready': {
    title: 'Router interface not active',
    what: 'Router interface <m>{routerInterface}</m> is {status}.',
    todo: '{owner} can activate it.',
  },
  'stale-source': {
    title: 'Source is silent',
    what: 'Source <m>{source}</m> has not answered for {parts, plural, one {# part} other {# parts}} of the estate. What it told is shown as unknown.',
    todo: '{owner} can test the connection under Sources.',
  },
  'addresses-overlap': {
    title: 'Addresses used twice',
    what: '<m>{prefix}</m> of <m>{of}</m> overlaps <m>{other}</m> of <m>{otherOf}</m>: an address in both leads to one of them only.',
    todo: '{owner} can renumber one of them, or keep the two networks apart.',
  },
  'cloud-services-range': {
    title: 'Cloud service range in use',
    what: '<m>{prefix}</m> of <m>{of}</m> lies in 100.64.0.0/10, where the cloud’s own services answer: they cannot be reached from there.',
    todo: '{owner} can renumber the range, or reach the services over private endpoints.',
  },
  'pod-cidr-outside': {
    title: 'Pod subnet outside the cluster’s range',
    what: '{count, plural, one {The pod subnet of one node} other {The pod subnets of # nodes}} of <m>{cluster}</m> {count, plural, one {lies} other {lie}} outside <m>{expected}</m>: <m>{podCidr}</m> of <m>{node}</m>{count, plural, one {} other { and others}}. Routes to the range do not lead there.',
    todo: '{owner} can replace the nodes so that they get subnets of the range.',
  },
  'pod-cidr-length': {
    title: 'Pod subnet of another size',
    what: '{count, plural, one {The pod subnet of one node} other {The pod subnets of # nodes}} of <m>{cluster}</m> {count, plural, one {is} other {are}} not a /{expected}: <m>{podCidr}</m> of <m>{node}</m>{count, plural, one {} other { and others}}.',
    todo: '{owner} can correct the declared mask, or replace the nodes.',
  },
  'pod-cidr-twice': {
    title: 'Pod subnet given out twice',
    what: '<m>{node}</m> of <m>{cluster}</m> has the pod subnet <m>{podCidr}</m> of <m>{expected}</m>{count, plural, one {} other {, and # nodes in all share one}}: packets reach one of the two.',
    todo: '{owner} can drain one of the nodes and let it join again.',
  },
  'edge-range-full': {
    title: 'Edge pod range exhausted',
    what: 'All {nodes} node subnets of <m>{range}</m> of <m>{cluster}</m> are given out: the next edge node gets none.',
    todo: 'The range cannot be widened. {owner} can remove unused nodes or plan another cluster.',
  },
  'node-without-pod-cidr': {
    title: 'Edge node without a pod subnet',
    what: '{count, plural, one {Edge node <m>{node}</m>} other {# edge nodes, <m>{node}</m> among them,}} of <m>{cluster}</m> {count, plural, one {has} other {have}} no pod subnet: no pod starts there.',
    todo: '{owner} can free subnets of the edge range, then let the node join again.',
  },
  'flannel-range': {
    title: 'Flannel does not know a pod subnet',
    what: 'Flannel of <m>{cluster}</m> is set to <m>{network}</m>, which does not contain <m>{podCidr}</m> of <m>{node}</m>{count, plural, one {} other { and # subnets in all}}. It stops there when it next starts.',
    todo: '{owner} can restore the Network of its configuration.',
  },
  'eni-config-unreadable': {
    title: 'Terway configuration unreadable',
    what: 'eni-config of <m>{cluster}</m> is not the JSON that Terway reads: Terway does not start with it.',
    todo: '{owner} can apply the add-on’s configuration again.',
  },
  'eni-config-edited': {
    title: 'Terway configuration edited by hand',
    what: 'eni-config of <m>{cluster}</m> was written with <m>{manager}</m>: the next change of the add-on overwrites it.',
    todo: '{owner} can make the same setting on the add-on.',
  },
  'pod-v-switch-full': {
    title: 'Pod vSwitch without addresses',
    what: 'vSwitch <m>{vSwitch}</m> (<m>{prefix}</m>), from which pods of <m>{cluster}</m> in {zone} get their addresses, has none left.',
    todo: '{owner} can add a pod vSwitch in that zone.',
  },
  'zone-without-v-switch': {
    title: 'Zone without a pod vSwitch',
    what: 'Terway of <m>{cluster}</m> has no vSwitch for {zones}, where {count, plural, one {one cloud node stands} other {# cloud nodes stand}}: pods do not start there.',
    todo: '{owner} can add a pod vSwitch for the zone.',
  },
  'daemon-set-not-rolled-out': {
    title: 'Rollout not finished',
    what: '<m>{daemonSets}</m> of <m>{cluster}</m>: {updated} of {desired} pods run the newest settings. The others keep the old ones.',
    todo: '{owner} can restart the pods that are behind.',
  },
  'few-speakers': {
    title: 'Too few announcing nodes',
    what: '{ready, plural, =0 {None of the {declared} nodes that announce the pod subnets of <m>{lan}</m> is ready.} other {Only <m>{node}</m> announces the pod subnets of <m>{lan}</m>: when it restarts, the pods of the whole LAN are cut off.}}',
    todo: '{owner} can have two ready nodes of the LAN announce.',
  },
  'shared-asn': {
    title: 'One AS number in several data centres',
    what: 'Gateways of {count} data centres use AS {asn} ({sites}): each refuses routes that come from the other.',
    todo: '{owner} can give each data centre its own AS number, or allow the own number in the path.',
  },
  'local-asn-differs': {
    title: 'Cloud AS numbers differ',
    what: 'The circuits to <m>{site}</m> use different AS numbers on the cloud’s side ({asns}): routes may loop or be refused.',
    todo: '{owner} can use one number on all of them.',
  },
  'bgp-peer-quota': {
    title: 'No room for another BGP peer',
    what: 'VBR <m>{vbr}</m> has {used} of {quota} BGP peers: the next one is refused.',
    todo: '{owner} can merge peers or use a second VBR.',
  },
  'aggregate-too-wide': {
    title: 'Aggregate holds addresses of another site',
    what: 'Gateway <m>{gateway}</m> announces <m>{prefix}</m> to the cloud, which holds addresses of {count, plural, one {another site} other {# other sites}} ({sites}): their traffic may come here.',
    todo: '{owner} can announce the site’s own block instead.',
  },
  'mtu-differs': {
    title: 'MTU differs between circuits',
    what: 'The VBRs of the circuits to <m>{site}</m> have different MTUs ({sizes}): large packets may stall on one of them.',
    todo: '{owner} can set the same MTU on all of them.',
  },
  'vlan-twice': {
    title: 'VLAN used twice',
    what: 'VBR <m>{vbr}</m> uses VLAN {vlan} on circuit <m>{circuit}</m>, as <m>{other}</m> does.',
    todo: '{owner} can give it a VLAN of its own.',
  },
  'vlan-differs': {
    title: 'VLAN differs from the gateway’s',
    what: 'VBR <m>{vbr}</m> uses VLAN {vlan}, gateway <m>{gateway}</m> VLAN {other} on the same link.',
    todo: '{owner} can set the VLAN of the VBR on the gateway.',
  },
  'pod-routes-missing': {
    title: 'Pod subnets missing on the gateway',
    what: 'Gateway <m>{gateway}</m> has no route to {count} of {of} pod subnets of <m>{site}</m>, such as <m>{podCidr}</m> of <m>{node}</m>.',
    todo: '{owner} can check the sessions with the announcing nodes and their filters.',
  },
  'speaker-on-host-network': {
    title: 'Announcing node without pod subnets',
    what: '{count, plural, one {Node <m>{node}</m>} other {# nodes, <m>{node}</m> among them,}} of <m>{cluster}</m> {count, plural, one {is} other {are}} to announce pod subnets and {count, plural, one {stands} other {stand}} in a pool whose pods use the host network.',
    todo: '{owner} can have a node of another pool announce.',
  },
  'eni-config-pool-sizes': {
    title: 'Terway pool sizes contradict',
    what: 'Terway of <m>{cluster}</m> is to keep at least {least} and at most {most} addresses per node.',
    todo: '{owner} can correct the sizes on the add-on.',
  },
  'eni-config-warm-up': {
    title: 'Terway warm-up above its pool',
    what: 'Terway of <m>{cluster}</m> is to fetch {warm} addresses for a new node and may keep {most}.',
    todo: '{owner} can correct the sizes on the add-on.',
  },
  'eni-config-security-groups': {
    title: 'Too many security groups for pods',
    what: 'Terway of <m>{cluster}</m> is to give pods {count} security groups; {limit} are taken.',
    todo: '{owner} can merge the groups and set those on the add-on.',
  },
  'link-subnet': {
    title: 'Link addresses do not fit',
    what: 'The addresses of VBR <m>{vbr}</m> and of its gateway, <m>{local}</m> and <m>{peer}</m>, are not two hosts of one subnet (of IPv4: /24 to /30).',
    todo: '{owner} can correct the addresses of the link at both ends.',
  },
  'peer-not-far-end': {
    title: 'BGP peer is not the far end of the link',
    what: 'BGP peer <m>{peer}</m> of VBR <m>{vbr}</m> has address <m>{address}</m>, {cause, select, own {which is the VBR’s own} nobody {which no gateway behind it has} other {which is outside the subnet of the link}}; the far end of the link is <m>{expected}</m>.',
    todo: '{owner} can add a peer with the address of the far end and remove this one.',
  },
  'link-far-end': {
    title: 'Gateway has another link address',
    what: 'VBR <m>{vbr}</m> sends to <m>{peer}</m>, gateway <m>{gateway}</m> has <m>{other}</m> on the same circuit and VLAN.',
    todo: '{owner} can correct the addresses of the link, or whoever declares the gateway can correct its address.',
  },
  'gateway-peer-over-limit': {
    title: 'Session stopped by its route limit',
    what: 'Gateway <m>{gateway}</m> stopped {count, plural, one {its session with <m>{address}</m>} other {# sessions, that with <m>{address}</m> among them,}} because more routes came than it takes.',
    todo: '{owner} can raise the limit and clear the session.',
  },
  'gateway-peer-shut': {
    title: 'Session shut on the gateway',
    what: 'Gateway <m>{gateway}</m> has shut {count, plural, one {its session with <m>{address}</m>} other {# sessions, that with <m>{address}</m> among them}}.',
    todo: '{owner} can enable it again when the work is done.',
  },
  'bfd-flaps': {
    title: 'BFD flaps',
    what: 'Gateway <m>{gateway}</m> has lost {count, plural, one {its session with <m>{address}</m>} other {# sessions, that with <m>{address}</m> among them,}} again and again, because BFD went down.',
    todo: '{owner} can compare hop count, timers and access lists of both ends.',
  },
  'gateway-has-cloud-asn': {
    title: 'AS number of the cloud',
    what: 'Gateway <m>{gateway}</m> has AS number <m>{asn}</m>, which is the cloud’s own: no session with a VBR can be made.',
    todo: '{owner} can give the gateway another AS number.',
  },
  'probe-unanswered': {
    title: 'Health check without an answer',
    what: 'Gateway <m>{gateway}</m> has no way back to <m>{source}</m>, from where the health check of <m>{routerInterface}</m> asks for <m>{target}</m>: the check fails although the line is well.',
    todo: '{owner} can add a route to <m>{source}</m> toward <m>{vbr}</m>.',
  },
  'node-range-in-services': {
    title: 'Nodes in the service range',
    what: 'Edge nodes of <m>{cluster}</m> stand in {count, plural, one {<m>{range}</m> of <m>{site}</m>, which overlaps} other {# ranges, <m>{range}</m> of <m>{site}</m> among them, that overlap}} its services <m>{services}</m>: nodes are refused when they join.',
    todo: '{owner} can renumber the nodes; the service range of a cluster is fixed.',
  },
  'vlan-held': {
    title: 'VLAN still held',
    what: 'VLAN <m>{vlan}</m> of <m>{circuit}</m>, which VBR <m>{vbr}</m> is to use, is still held by <m>{other}</m>: a VBR that has ended keeps its VLAN for seven days.',
    todo: '{owner} can choose another VLAN, or wait.',
  },
  'pods-masqueraded': {
    title: 'Pods hide behind their nodes',
    what: 'Flannel (<m>{daemonSet}</m>) of <m>{cluster}</m> masquerades: in the cloud, its pods are seen with the addresses of their nodes.',
    todo: '{owner} can switch it off, or keep the cloud’s ranges out of it.',
  },
  'cloud-range-missing': {
    title: 'Gateway keeps the cloud out',
    what: 'VBR <m>{vbr}</m> announces <m>{uncovered}</m> of VPC <m>{vpc}</m> over a session that is up, and the table of gateway <m>{gateway}</m> has no row for it.',
    todo: '{owner} can let it in: look at the inbound policy of the neighbour on the gateway.',
  },
  'best-path-differs': {
    title: 'Path chosen otherwise than declared',
    what: 'Gateway <m>{gateway}</m> sends to <m>{prefix}</m>{others, plural, =0 {} one { and one more prefix} other { and # more prefixes}} by <m>{chosen}</m>; by what is declared <m>{wanted}</m> comes first ({by, select, preference {higher local preference} length {shorter AS path} other {lower MED}}).',
    todo: '{owner} can set the preference on the gateway as declared, or correct what is declared.',
  },
  'controller-removes': {
    title: 'Route that will be removed',
    what: 'Table <m>{routeTable}</m> of <m>{vpc}</m> is managed by the cloud controller of <m>{cluster}</m>, which removes what conflicts with it: {count, plural, one {<m>{prefix}</m> does} other {<m>{prefix}</m> does, and # rows in all}}.',
    todo: '{owner} can move the routes to a table of their own.',
  },
  'gateway-policy-missing': {
    title: 'Session without a policy',
    what: '{count, plural, one {The session with <m>{address}</m>} other {# sessions, that with <m>{address}</m> among them,}} of gateway <m>{gateway}</m> {count, plural, one {has} other {have}} no policy. No route passes that way, though the connection is up.',
    todo: '{owner} can set the policy.',
  },
  'announcement-vanished': {
    title: 'Announced pod subnets do not arrive',
    what: '{count, plural, one {Pod subnet <m>{prefix}</m>} other {# pod subnets, <m>{prefix}</m> among them,}} of gateway <m>{gateway}</m> {count, plural, one {does} other {do}} not reach VBR <m>{vbr}</m>, though the session is up: {cause, select, filtered {the outbound filter of the gateway drops them} loop {the path already holds the AS number of the cloud} limit {the session is at its route limit} other {the settings do not tell why}}.',
    todo: '{cause, select, filtered {{owner} can permit them in the filter.} loop {{owner} can give the announcing nodes another AS number.} limit {{owner} can aggregate them on the gateway.} other {{owner} can look at the routes the VBR received.}}',
  },
  'session-unexpected': {
    title: 'Session up against its settings',
    what: 'BGP peer <m>{peer}</m> of <m>{vbr}</m> is established, but by what is known of gateway <m>{gateway}</m> it could not be: {cause, select, asn {the AS numbers do not fit} key {the keys differ} other {the gateway has no such neighbour}}.',
    todo: '{owner} can correct what is declared of the gateway.',
  },
  'bfd-differs': {
    title: 'BFD on at one end only',
    what: 'BGP peer <m>{peer}</m> of <m>{vbr}</m> has BFD on, gateway <m>{gateway}</m> has it off. A dead circuit is noticed only when the hold time runs out.',
    todo: '{owner} can switch it on at the gateway.',
  },
  'answers-dropped': {
    title: 'Answers do not pass the firewall',
    what: 'The firewall of gateway <m>{gateway}</m> drops the answers of {count, plural, one {flow <m>{flow}</m>} other {# flows, <m>{flow}</m> among them}}: the requests went another way, and no permit lets the answers pass on their own.',
    todo: '{owner} can lead requests and answers by the same gateway, or permit the answers; or declare the group, where the firewalls share their state.',
  },
  'asymmetric-path': {
    title: 'Out by one VBR, back by another',
    what: '{count, plural, one {Flow <m>{flow}</m> goes} other {# flows, <m>{flow}</m> among them, go}} out by <m>{forward}</m> and back by <m>{back}</m>. A firewall that keeps state sees half of each connection.',
    todo: '{owner} can prefer the same VBR in both directions.',
  },
  'asn-not-allowed': {
    title: 'AS number that no session may have',
    what: '{cause, select, local {Group <m>{at}</m> has AS {asn} on the cloud’s side, which the service does not take} equal {Group <m>{at}</m> has AS {asn} on both sides, and a session needs two} reserved {<m>{at}</m> has AS {asn}, which is set aside for other uses: some devices refuse it} other {<m>{at}</m> has AS {asn}, which is no device’s}}{count, plural, one {} other {, and # of its kind in all}}.',
    todo: '{owner} can choose another number.',
  },
  'bfd-timers': {
    title: 'BFD timers out of range',
    what: 'VBR <m>{vbr}</m> sends BFD every {transmit} ms, expects it every {receive} ms and waits for {multiplier}: 200 to 1000 ms and 3 to 10 are taken.',
    todo: '{owner} can set timers of that range, and the same at the gateway.',
  },
  'cloud-services-drawn': {
    title: 'Cloud services led to a data centre',
    what: 'Route table <m>{routeTable}</m> of <m>{router}</m> leads <m>{prefix}</m>{count, plural, one {} other { and # prefixes in all}} to a data centre: it lies in 100.64.0.0/10, where DNS, images and storage of the cloud answer.',
    todo: '{owner} can remove the route, or narrow it to what does stand there.',
  },
  'node-not-announced': {
    title: 'Pod subnet that nobody announces',
    what: '{count, plural, one {Node <m>{node}</m>} other {# nodes, <m>{node}</m> among them,}} of <m>{cluster}</m> in <m>{lan}</m>: by what is declared no node announces <m>{podCidr}</m>{count, plural, one {} other { and the others}}{cause, select, flannel {, because Flannel leaves {count, plural, one {it} other {them}} out} other {}}, and no gateway has a route of its own.',
    todo: '{cause, select, flannel {{owner} can start Flannel on the node anew.} other {{owner} can let two nodes of the LAN announce it, or declare those that do.}}',
  },
  'range-discarded': {
    title: 'Gateway throws away what is in use',
    what: 'Gateway <m>{gateway}</m> discards <m>{prefix}</m>, and <m>{lost}</m> is in use.',
    todo: '{owner} can remove that route.',
  },
  'security-group-closed': {
    title: 'Security groups let nothing in from the edge',
    what: 'Security groups <m>{securityGroups}</m> of the cloud pods of <m>{cluster}</m> permit nothing from its edge (<m>{edge}</m>): edge pods and hosts open no connection to them.',
    todo: '{owner} can permit what has to come in.',
  },
  'static-beside-bgp': {
    title: 'Two ways for one prefix',
    what: 'Route table <m>{routeTable}</m> of <m>{vbr}</m> has <m>{prefix}</m> twice: written toward <m>{written}</m> and learnt toward <m>{learnt}</m>{count, plural, one {} other {, and # such prefixes in all}}. Which decides is not documented.',
    todo: '{owner} can remove the written row, or stop the announcement.',
  },
  'transit-route-missing': {
    title: 'Route missing in transit router',
    what: 'Table <m>{routeTable}</m> of transit router <m>{transitRouter}</m> has no route to <m>{uncovered}</m>, {role, select, hosts {the hosts} pods {the edge pods} other {the addresses}} of <m>{to}</m>, which is sent to it.',
    todo: '{owner} can add it, or let it propagate from the attachment.',
  },
  'routes-predicted': {
    title: 'Route limit ahead',
    what: 'Gateway <m>{gateway}</m> announces {now} routes to <m>{vbr}</m>{cause, select, up { once its session is up} other { and would announce {predicted} with every node subnet of the site in use}}; BGP peer <m>{peer}</m> takes {limit}.',
    todo: '{owner} can aggregate pod subnets on the gateway before that.',
  },
  'declared-differs': {
    title: 'Not as declared',
    what: '{of, select, gateway {Gateway} cluster {Cluster} pool {Node pool} other {Node}} <m>{object}</m>: {cause, select, asn {AS number} routerId {router ID} bgpPeers {neighbour <m>{member}</m>} vpc {VPC} serviceCidr {service CIDR} edgePodCidr {edge pod CIDR} edgePodCidr6 {IPv6 edge pod CIDR} nodeMask {node mask} vSwitches {pod vSwitches <m>{member}</m>} securityGroup {security group of the pods} nodePools {node pool <m>{member}</m>} nodes {speaker <m>{member}</m>} kind {kind} interconnect {interconnect} intranet {intranet} hostNetwork {host network} pool {node pool} address {address} address6 {IPv6 address} podCidr {pod subnet} podCidr6 {IPv6 pod subnet} other {a field}} {there, select, declared {is declared as <m>{declared}</m> and is not there} observed {is there as <m>{observed}</m> and is not declared} other {is declared as <m>{declared}</m> and read as <m>{observed}</m>}}{more, plural, =0 {} one {; one more field differs} other {; # more fields differ}}.',
    todo: '{owner} can put back what is declared, or whoever declares it can correct that.',
  },
  'gateway-not-declared': {
    title: 'Gateway is read and not declared',
    what: 'Source <m>{source}</m> reads gateway <m>{gateway}</m>, and no gateway of this key is declared: what it shows appears nowhere.',
    todo: '{owner} can declare gateway <m>{gateway}</m> at its site. If its key is spelt in another way there, add the source again with that key.',
  },
  'declared-not-observed': {
    title: 'Declared and not there',
    what: 'Facts are declared of {of, select, vpc {VPC} vbr {VBR} other {circuit}} <m>{object}</m>, and no source shows it: they are used nowhere.',
    todo: '{owner} can say whether it was deleted, and whoever declares it can correct its key or take the facts back. If it lies in another account or region, add that as a source.',
  },
};
