export const operations = {
  'add-route-entry': {
    name: 'Add route',
    title: 'Add route <m>{prefix}</m> on <m>{router}</m>',
    help: 'a new row in a route table',
  },
  'move-route-entry': {
    name: 'Move route',
    title: 'Move route <m>{prefix}</m> on <m>{router}</m> to <m>{nextHop}</m>',
    help: 'a row pointed at another next hop, held by its halves meanwhile',
  },
  'remove-route-entry': {
    name: 'Remove route',
    title: 'Remove route <m>{prefix}</m> from <m>{router}</m>',
    help: 'a row taken out of a route table',
  },
  'add-bgp-peer': {
    name: 'Add BGP peer',
    title: 'Add BGP peer <m>{address}</m> on <m>{vbr}</m>',
    help: 'a further session of a VBR',
  },
  'remove-bgp-peer': {
    name: 'Remove BGP peer',
    title: 'Remove BGP peer <m>{address}</m> from <m>{vbr}</m>',
    help: 'a session of a VBR ended',
  },
  problems: {
    invalid: 'This is not valid: {detail}.',
    missing: 'This is needed.',
    'too-small': 'This is too small: {detail}.',
    'too-big': 'This is too big: {detail}.',
    'not-an-address': '<m>{input}</m> is not an IP address.',
    'not-a-prefix': '<m>{input}</m> is not a network prefix. Write address and length, like <m>172.16.0.0/16</m>.',
    'not-an-interface-address':
      '<m>{input}</m> is not an interface address. Write address and length, like <m>169.254.10.1/30</m>.',
    'host-bits-set': '<m>{input}</m> is not a network address: bits are set past its length.',
    'leading-zeros': '<m>{input}</m> has leading zeros, which some systems read as octal.',
    'length-out-of-range': 'The length in <m>{input}</m> is out of range.',
    'missing-length': '<m>{input}</m> has no length. A route needs one, even for a single host.',
    'has-zone': '<m>{input}</m> names a zone. Routes know no zones.',
    'ipv4-mapped': '<m>{input}</m> is an IPv4 address written as IPv6. Write it as IPv4.',
    'not-an-asn': '<m>{input}</m> is not an AS number.',
    'asn-out-of-range': '<m>{input}</m> is out of the range of AS numbers.',
    'cluster-unknown': 'No cluster <m>{cluster}</m> is known.',
    'nodes-unread': 'The nodes of <m>{cluster}</m> have not been read.',
    'node-exists': '<m>{cluster}</m> has a node <m>{node}</m> already.',
    'node-unknown': '<m>{cluster}</m> has no node <m>{node}</m>.',
    'permit-holder-unknown': 'No {kind, select, gateway {gateway} other {security group}} <m>{key}</m> is known.',
    'permits-unknown':
      'What {kind, select, gateway {gateway} other {security group}} <m>{key}</m> permits is not known. Declare its permits first.',
    'permit-missing': '{kind, select, gateway {Gateway} other {Security group}} <m>{key}</m> has no such permit.',
    'router-unknown': 'No source has seen <m>{router}</m>. Choose a router that exists.',
    'route-table-unknown': '<m>{router}</m> has no route table <m>{routeTable}</m>.',
    'route-table-unread': 'The rows of <m>{routeTable}</m> have not been read yet. Refresh the source, then plan.',
    'reading-stale': 'What is known of <m>{within}</m> is old: source {source} is silent. Take-off reads it again.',
    'route-quota-reached':
      '<m>{routeTable}</m> is full: {used} of {limit} custom routes. Aggregate or raise the quota first.',
    'route-quota-near': '<m>{routeTable}</m> will hold {used} of {limit} custom routes.',
    'table-not-settled': '<m>{routeTable}</m> is changing: <m>{prefix}</m> is {status}. Wait until it has settled.',
    'vbr-status-unknown': 'The state of <m>{vbr}</m> is not known.',
    'vbr-not-active': '<m>{vbr}</m> is {status}, not active. The cloud refuses routes on it (F26).',
    'circuit-not-ready':
      'Circuit <m>{circuit}</m> is {status}, {businessStatus}. The cloud refuses writes on <m>{vbr}</m> until it is enabled and normal (F26).',
    'next-hop-kind-unsupported': 'A {kind} cannot be the next hop here. On a VBR only a router interface can.',
    'next-hop-unknown': 'Choose a next hop of <m>{router}</m>.',
    'next-hop-of-other-router': '<m>{nextHop}</m> belongs to <m>{owner}</m>, not to <m>{router}</m>.',
    'next-hop-status-unknown': 'The state of <m>{nextHop}</m> is not known.',
    'next-hop-not-active': '<m>{nextHop}</m> is {status}, not active.',
    'destination-is-cloud-services':
      '<m>{prefix}</m> is the cloud’s own service range and cannot be routed as a whole.',
    'destination-in-cloud-services':
      '<m>{prefix}</m> lies in the cloud’s service range 100.64.0.0/10: allowed, but it takes those services along.',
    'ipv6-on-vbr': '<m>{prefix}</m> is IPv6: route entries of <m>{vbr}</m> cannot be.',
    'destination-in-vswitch':
      '<m>{prefix}</m> lies inside vSwitch <m>{vSwitch}</m> (<m>{range}</m>); a VPC refuses such a route.',
    'destination-exists':
      '<m>{routeTable}</m> already has <m>{prefix}</m>. Remove that row first, or choose another destination.',
    'precedence-undocumented':
      'BGP brings <m>{prefix}</m> to <m>{routeTable}</m> as well. Which of the two wins is not documented.',
    'route-missing': '<m>{routeTable}</m> has no row <m>{prefix}</m>.',
    'route-not-custom': '<m>{prefix}</m> is a {type} row. Only custom rows can be removed.',
    'route-has-other-next-hop': '<m>{prefix}</m> no longer points at <m>{nextHop}</m>. Choose the row again.',
    'next-hop-unchanged': '<m>{prefix}</m> leads to <m>{nextHop}</m> already. Choose another next hop.',
    'gap-single-address':
      '<m>{prefix}</m> is a single address and has no halves to hold it: between taking the row out and putting it back nothing carries it.',
    'gap-half-in-vswitch':
      'A half of <m>{prefix}</m> lies inside vSwitch <m>{vSwitch}</m>, so halves cannot hold it: between taking the row out and putting it back nothing carries it.',
    'gap-half-exists':
      '<m>{routeTable}</m> has a row <m>{half}</m> already, so halves cannot hold <m>{prefix}</m>: between taking the row out and putting it back the rest of it is not carried.',
    'gap-quota':
      '<m>{routeTable}</m> holds {used} of {limit} custom routes: no room for the two halves that would hold <m>{prefix}</m> while it moves.',
    'gap-beside-dynamic':
      'A {type} row brings <m>{prefix}</m> as well. Halves would beat it, so none are used: between taking the row out and putting it back that row decides.',
    'last-path-removed': 'This is the last row of <m>{where}</m> that reaches <m>{prefix}</m>.',
    'last-path-not-accepted':
      'This removes the last row of <m>{where}</m> that reaches <m>{prefix}</m>. Accept the gap by name below, or add the new path first.',
    'peers-unread': 'The BGP peers of <m>{vbr}</m> have not been read yet. Refresh the source, then plan.',
    'peers-not-settled': 'Peer <m>{peer}</m> of <m>{vbr}</m> is {status}. Wait until it has settled.',
    'peer-quota-reached':
      '<m>{vbr}</m> has {used} of {limit} BGP peers. A ninth is refused (F09): consolidate, or use a second VBR.',
    'peer-exists': '<m>{vbr}</m> already has a peer <m>{address}</m>.',
    'peer-missing': '<m>{vbr}</m> has no peer <m>{address}</m> in <m>{group}</m>.',
    'last-established-peer':
      '<m>{address}</m> is the last established peer of <m>{vbr}</m>: {count, plural, one {# learned route} other {# learned routes}} go with it.',
    'group-unknown': 'Choose a BGP group of <m>{vbr}</m>.',
    'group-not-available': 'Group <m>{group}</m> is {status}. Wait until it is available.',
    'local-asn-not-allowed': 'Group <m>{group}</m> has local AS {asn}, which a VBR may not use.',
    'peer-asn-unknown': 'The peer AS of <m>{group}</m> is not known.',
    'peer-asn-not-allowed': 'Group <m>{group}</m> has peer AS {asn}, which is reserved or the cloud’s own (F08).',
    'peer-asn-equals-local': 'Group <m>{group}</m> has AS {asn} on both sides; an external session needs two.',
    'bgp-key-differs':
      'The two ends name different keys for <m>{group}</m>: <m>{near}</m> here, <m>{far}</m> on the gateway. The session would stay in Active (F06).',
    'link-subnet-wrong':
      'The link of <m>{vbr}</m> (<m>{local}</m>, <m>{peer}</m>) is not one subnet with two host addresses (of IPv4: /24 to /30).',
    'peer-address-is-vbr': '<m>{address}</m> is the VBR’s own address. The peer is the far end of the link.',
    'peer-address-unverified':
      'The far end of <m>{vbr}</m>’s link is not known, so <m>{address}</m> cannot be checked.',
    'peer-address-not-far-end':
      '<m>{address}</m> is not the far end of <m>{vbr}</m>’s link. Expected <m>{expected}</m>.',
    'peer-family-differs': '<m>{address}</m> does not fit a group of {ipVersion}.',
    'bfd-timers-out-of-range':
      'The BFD timers of <m>{vbr}</m> are out of range: {minTxIntervalMs}/{minRxIntervalMs} ms × {detectMultiplier}; 200–1000 ms and 3–10 are allowed.',
    'route-limit-exceeded':
      'Group <m>{group}</m> would receive {predicted} routes of {limit}; the rest is dropped silently (F10). Aggregate on the gateway first.',
    'route-limit-near': 'Group <m>{group}</m> would receive {predicted} of {limit} routes.',
    'gateway-lacks-neighbor':
      'Gateway <m>{gateway}</m> has no neighbour <m>{address}</m> in AS {asn} declared. IDC network adds it, or the session stays down.',
    'gateway-asn-differs':
      'Gateway <m>{gateway}</m> is in AS {actual}; the group expects AS {expected}. The session would be refused (F07).',
    'gateway-remote-as-differs':
      'Gateway <m>{gateway}</m> expects AS {actual} at <m>{address}</m>; the VBR speaks as AS {expected} (F07).',
    'bgp-key-one-sided':
      'Only one end has an MD5 key ({side, select, vbr {the VBR} other {the gateway}}). The session would stay in Active (F06).',
    'bfd-one-sided':
      'BFD is on at one end only ({side, select, vbr {the VBR} other {the gateway}}). It protects nothing until both ends agree.',
    'flow-would-break':
      'Flow <m>{flow}</m> works now and would break at step {step}. Change the order, or accept it by name below.',
    'flow-might-break':
      'Flow <m>{flow}</m> cannot be shown to hold at step {step}. Accept it by name below, or refresh what is unknown.',
    'flow-break-accepted': 'The author accepts that flow <m>{flow}</m> breaks at step {step}.',
    'flow-not-declared': 'No flow <m>{flow}</m> is declared.',
    'guard-flow-not-working': 'Flow <m>{flow}</m> does not work now, so it cannot be held.',
    'guard-flow-unknown': 'Whether flow <m>{flow}</m> works is not known, so this change is not judged by it.',
    'gain-works-already': 'Flow <m>{flow}</m> works already; nothing is gained there.',
    'gain-not-predicted': 'This change does not bring flow <m>{flow}</m> to life.',
    'session-cannot-come-up':
      'BGP session <m>{session}</m> cannot come up: {cause, select, unconfigured {the gateway has no neighbour for it} key {only one end has a key} other {the AS numbers of both ends differ}}. Have the far end set up first, or accept by name below that it stays down for now.',
    'session-not-up-accepted':
      'The author accepts that BGP session <m>{session}</m> does not come up yet: nobody will prove it.',
    'session-loss-accepted': 'The author accepts that BGP session <m>{session}</m>, which is up, may be lost.',
    'finding-not-accepted':
      'This brings a new finding: {title}, <m>{where}</m>. Change the operation, or accept it by name below.',
    'finding-accepted': 'The author accepts a new finding: {title}, <m>{where}</m>.',
    'finding-appears': 'This brings a new finding: {title}, <m>{where}</m>.',
    'finding-between': 'After step {step} there is a finding for a while: {title}, <m>{where}</m>.',
    'guard-empty':
      'Nothing guards this change: no flow holds or is gained, and no session comes up. Accept that by name below, or declare a flow.',
  },
};
