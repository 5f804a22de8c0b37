/** What to do by hand about a finding, with the values of the case filled in. Commands follow where the sentence ends in a colon, or beside it. */
export const remedies = {
  'gateway-look': 'On gateway <m>{gateway}</m>, look at what it says of <m>{address}</m>:',
  'gateway-peer-asn': 'On gateway <m>{gateway}</m>, set the AS number of neighbour <m>{address}</m> to {asn}.',
  'gateway-own-asn':
    'Give gateway <m>{gateway}</m> another AS number than the cloud’s {asn}: a private one that no other site uses. Its sessions are made anew.',
  'gateway-add-peer':
    'On gateway <m>{gateway}</m>, add neighbour <m>{address}</m> in AS {asn}, with the same MD5 key as the BGP group of the VBR.',
  'gateway-align-key':
    'Set the same MD5 key on BGP group <m>{group}</m> and on neighbour <m>{address}</m> of gateway <m>{gateway}</m>. The key is not known here: it has to be typed.',
  'gateway-enable-peer': 'On gateway <m>{gateway}</m>, enable neighbour <m>{address}</m> again.',
  'gateway-clear-peer':
    'On gateway <m>{gateway}</m>, raise the limit of neighbour <m>{address}</m> above what it sends, then clear the session.',
  'gateway-policy':
    'On gateway <m>{gateway}</m>, give neighbour <m>{address}</m> a policy in both directions. This one lets everything pass; narrow it as you need.',
  'gateway-bfd-on': 'On gateway <m>{gateway}</m>, switch BFD on for neighbour <m>{address}</m>.',
  'gateway-permit-in':
    'On gateway <m>{gateway}</m>, let <m>{prefix}</m> in from neighbour <m>{address}</m>, by the filter that it has for it.',
  'gateway-permit-out':
    'On gateway <m>{gateway}</m>, let <m>{prefix}</m> out to neighbour <m>{address}</m>, by the filter that it has for it.',
  'gateway-own-block':
    'On gateway <m>{gateway}</m>, announce the site’s own block (<m>{blocks}</m>) in place of <m>{prefix}</m>.',
  'gateway-aggregate':
    'On gateway <m>{gateway}</m>, announce {count, plural, one {# prefix} other {# prefixes}} toward <m>{vbr}</m> in place of what it announces now; {limit} are taken. {attracts, plural, =0 {They hold exactly the same addresses.} other {They draw other addresses too: the page of the VBR says whose.}}',
  'gateway-prefer': 'On gateway <m>{gateway}</m>, prefer what comes from neighbour <m>{address}</m>.',
  'gateway-route':
    'On gateway <m>{gateway}</m>, add a route to <m>{prefix}</m> toward <m>{vbr}</m> (<m>{address}</m>).',
  'gateway-allow-own-asn':
    'Let gateway <m>{gateway}</m> accept paths that already hold AS {asn}, or give each site an AS number of its own.',
  'gateway-vlan': 'On gateway <m>{gateway}</m>, set VLAN {vlan} on the interface toward <m>{vbr}</m>.',
  'gateway-permit-answers':
    'On the firewall of gateway <m>{gateway}</m>, permit the answers of flow <m>{flow}</m>, or lead both directions through it.',
  'prefer-same-vbr': 'Lead both directions by <m>{forward}</m>: answers come back by <m>{back}</m> now.',
  'console-remove-rows':
    'Remove {count, plural, one {this row} other {these rows}} from <m>{routeTable}</m>: what is meant for the site goes to the Internet by {count, plural, one {it} other {them}}.',
  'console-route-over':
    'In the console, lead <m>{prefix}</m> from <m>{routeTable}</m> to <m>{to}</m>: by the propagation of its transit router, or by a row of its own toward it.',
  'console-route': 'In the console, route table of the router: add <m>{prefix}</m> toward <m>{nextHop}</m>.',
  'console-group-asn': 'In the console, VBR <m>{vbr}</m>, BGP group <m>{group}</m>: set the peer AS number to {asn}.',
  'console-local-asn':
    'In the console, BGP groups of the VBRs to <m>{site}</m>: use one local AS number on all of them (now {asns}).',
  'console-bfd': 'In the console, VBR <m>{vbr}</m>, BGP peers: switch BFD on for <m>{peer}</m>.',
  'console-bgp-network':
    'In the console, VBR <m>{vbr}</m>, BGP networks: announce <m>{prefix}</m> of VPC <m>{vpc}</m>.',
  'console-recover-vbr': 'In the console, Express Connect, VBRs: recover <m>{vbr}</m> (now {status}).',
  'console-recover-circuit':
    'In the console, Express Connect, physical connections: <m>{circuit}</m> is {status}, {businessStatus}. Settle its bill, or ask the carrier.',
  'console-activate-interface':
    'In the console, Express Connect, router interfaces: activate <m>{routerInterface}</m> (now {status}).',
  'console-quota':
    'In the quota centre, raise the custom routes of <m>{routeTable}</m> on <m>{router}</m> above {quota}.',
  'console-merge-rows':
    '{saved, plural, one {# row} other {# rows}} of <m>{routeTable}</m> can go without any address going elsewhere. Add the wider row first, then remove its parts:',
  'console-move-rows':
    'In the console, VPC <m>{vpc}</m>: give the vSwitches concerned a table of their own and write <m>{prefix}</m> there. Cluster <m>{cluster}</m> removes it from <m>{routeTable}</m>.',
  'console-remove-peer':
    '{count, plural, =0 {All peers of <m>{vbr}</m> are in use: put further sessions on a second VBR.} other {Peers of <m>{vbr}</m> that carry nothing can go: <m>{peers}</m>.}}',
  'console-mtu':
    'In the console, VBRs to <m>{site}</m>: set one MTU on all of them (now {sizes}), and the same on the gateways.',
  'console-vlan':
    'In the console, VBR <m>{vbr}</m>: choose another VLAN than {vlan} on circuit <m>{circuit}</m>, and set it on the gateway too.',
  'console-link':
    'In the console, VBR <m>{vbr}</m>: set both addresses of the link (now <m>{local}</m>, <m>{peer}</m>) to two hosts of one subnet (of IPv4, a /30), and the same on the gateway.',
  'console-link-far':
    'In the console, VBR <m>{vbr}</m>: set the address of the gateway (now <m>{peer}</m>) to <m>{other}</m>; or correct what is declared of <m>{gateway}</m>.',
  'console-replace-peer':
    'On <m>{vbr}</m>, add a BGP peer <m>{expected}</m>, see its session up, then remove <m>{address}</m>.',
  'console-remove-row': 'In the console, route table <m>{routeTable}</m>: remove <m>{prefix}</m>.',
  'console-transit-route':
    'In the console, transit router <m>{transitRouter}</m>, route table <m>{routeTable}</m>: add <m>{prefix}</m>, or let its attachment propagate it.',
  'console-permit':
    'In the console, security groups <m>{securityGroups}</m>: permit what has to come in from <m>{edge}</m>; then declare the permit here.',
  'console-bfd-timers':
    'In the console, VBR <m>{vbr}</m>: set the BFD intervals to 200 to 1000 ms and the multiplier to 3 to 10, and the same on the gateway.',
  'choose-asn':
    'Give <m>{at}</m> another AS number than {asn}: a private one that no other site uses, 64512 to 65534 but for 65025, or 4200000000 to 4294967294.',
  'gateway-remove-route': 'On gateway <m>{gateway}</m>, remove the route that discards <m>{prefix}</m>.',
  'console-add-on':
    'In the ACK console, cluster <m>{cluster}</m>, add-ons: open the configuration of the network add-on, correct it there and apply it.',
  'console-pod-v-switch':
    'In the ACK console, cluster <m>{cluster}</m>, network add-on: add a pod vSwitch in zone {zone}.',
  'kube-look-nodes': 'In cluster <m>{cluster}</m>, look at the nodes and their pod subnets:',
  'kube-rejoin':
    'In cluster <m>{cluster}</m>, take node <m>{node}</m> out and let it join again: a pod subnet is given once.',
  'kube-network':
    'In cluster <m>{cluster}</m>, set Network in net-conf.json back to <m>{network}</m>, then restart Flannel. On a managed cluster the service does it.',
  'kube-restart': 'In cluster <m>{cluster}</m>, roll <m>{daemonSets}</m> out to the end:',
  'kube-eni-config': 'In cluster <m>{cluster}</m>, look at what was written, and by whom:',
  'kube-masquerade': 'In cluster <m>{cluster}</m>, take --ip-masq out of the arguments of <m>{daemonSet}</m>:',
  'kube-speakers': 'Nodes of <m>{lan}</m> that announce: <m>{nodes}</m>. Have two of them ready:',
  'kube-flannel-node':
    'Flannel on <m>{node}</m> of <m>{cluster}</m> has not said that its subnet is in use. See whether the annotation is true, and start Flannel there anew:',
  renumber: 'Plan other addresses: the address ledger offers free blocks. Then change what is declared.',
  'keep-apart':
    'Renumber <m>{prefix}</m> of <m>{of}</m> or <m>{other}</m> of <m>{otherOf}</m>; the address ledger offers free blocks.',
  'test-source': 'Under Settings, sources: test the connection of <m>{source}</m>.',
  'correct-declared': 'Put <m>{object}</m> back as it is declared, or take what was read into what is declared.',
  'retire-declared': 'Correct the key of <m>{object}</m>, or take back what is declared of it.',
  'declare-gateway': 'Declare gateway <m>{gateway}</m>, which source <m>{source}</m> reads, at its site.',
};
