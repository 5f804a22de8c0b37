/** One finding in three pieces: a title, what is, and what to do, with the owner named. `<m>` sets ids and addresses. */
export const findings = {
  owner: { cloud: 'Cloud network', idc: 'IDC network', cluster: 'Cluster operations' },
  severity: { error: 'Broken', warning: 'Warning' },
  count: '{count, plural, =0 {No findings} one {# finding} other {# findings}}',
  ownerLabel: 'Owner',
  codeLabel: 'Finding',
  flowsLabel: 'Stops',
  noFlows: 'no declared flow',
  fix: 'Fix this',
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
    todo: 'Routes over the limit are dropped without notice. {owner} can aggregate pod subnets on the gateway.',
  },
  'route-table-quota': {
    title: 'Route table nearly full',
    what: 'Route table <m>{routeTable}</m> of <m>{router}</m> holds {used} of {quota} custom routes ({percent} %).',
    todo: '{owner} can aggregate routes or raise the quota.',
  },
  'bgp-session-down': {
    title: 'BGP session not established',
    what: 'BGP session <m>{peer}</m> of <m>{vbr}</m> is {state}. {cause, select, asn {One end is set to AS {configured}, the other is AS {actual}.} key {The keys of both ends differ.} unconfigured {Gateway {gateway} has no neighbour for it.} other {The settings of both ends agree as far as they are known.}}',
    todo: '{cause, select, asn {{owner} can correct the AS number.} key {{owner} can align the key with the other end.} unconfigured {{owner} can add the neighbour.} other {{owner} can read the log of the gateway.}}',
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
};
