import type { Dice } from './dice';
import { link, link6, permits } from './tangled-cloud';
import { addressIn, ALL, CLOUD, HOSTS, partOf, PODS, WIDE } from './tangled-ranges';

const lanPrefix = (at: number, lan: number) => `172.16.${at}.${lan * 64}/26`;
const gatewayAddress = (at: number, lan: number) => `172.16.${at}.${lan * 64 + 1}`;

export function aSite(dice: Dice, at: number) {
  return {
    key: `dc-${at}`,
    kind: 'data-centre',
    hostPrefixes: dice.chance(0.7)
      ? [`172.16.${at}.0/24`, ...HOSTS.slice(1)]
      : dice.list(0, 2, () => partOf(dice, ALL, 3)),
    lans: dice.list(0, 2, (n) => ({
      key: `dc-${at}/lan-${n}`,
      prefix: lanPrefix(at, n),
      gatewayAddress: dice.maybe(gatewayAddress(at, n), 0.5),
    })),
  };
}

export function aGateway(dice: Dice, at: number, vbrs: number) {
  const own = Array.from({ length: vbrs }, (_, vbr) => vbr).filter((vbr) => vbr % 2 === at || dice.chance(0.2));
  const lans = dice.list(0, 2, (n) => n).filter(() => dice.chance(0.7));
  return {
    key: `gw-${at}`,
    site: `dc-${at}`,
    driver: dice.of(['frr', 'gobgp']),
    asn: dice.of([65001, 65001, 65002]),
    interfaces: [
      ...own.map((vbr) => ({
        name: `up-${vbr}`,
        address: dice.chance(0.9) ? `${link(vbr, 2)}/30` : `169.254.${vbr}.6/30`,
        circuit: dice.maybe(`pc-${vbr}`),
        vlanId: dice.of([undefined, 100 + vbr, 100 + vbr, 99]),
      })),
      ...own.map((vbr) => ({ name: `six-${vbr}`, address: `${link6(vbr, 2)}/126`, circuit: dice.maybe(`pc-${vbr}`) })),
      ...lans.map((n) => ({
        name: `lan-${n}`,
        address: `${gatewayAddress(at, n)}/26`,
        lan: dice.maybe(`dc-${at}/lan-${n}`),
      })),
    ],
    bgpPeers: dice.maybe([
      ...own
        .filter(() => dice.chance(0.9))
        .map((vbr) => ({
          address: link(vbr, 1),
          peerAsn: dice.of([45104, 45104, 64999]),
          authKey: dice.maybe({ secret: 'key-a' }, 0.5),
          ...merits(dice),
        })),
      ...own.filter(() => dice.chance(0.6)).map((vbr) => ({ address: link6(vbr, 1), peerAsn: 45104, ...merits(dice) })),
      ...[11, 12].map((host) => ({
        address: `172.16.${at}.${host}`,
        peerAsn: dice.of([65100, 65100, 65101, 64999]),
        ...merits(dice),
      })),
    ]),
    ...ownPrefixes(dice),
    staticRoutes: dice.maybe([
      ...dice.list(0, 3, () => aStatic(dice, at, own)),
      ...(own.length > 0 && dice.chance(0.2) ? [{ prefix: elsewhere(at), nextHop: link(dice.of(own), 1) }] : []),
    ]),
    filters: dice.maybe(
      [...own.flatMap((vbr) => [link(vbr, 1), link6(vbr, 1)]), `172.16.${at}.11`]
        .flatMap((peer) => dice.list(0, 2, (n) => ({ peer, name: `list-${n}`, ...aFilter(dice) })).slice(0, 2))
        .filter(() => dice.chance(0.4)),
    ),
    permits: dice.of([undefined, [], permits(dice)]),
    firewallGroup: dice.maybe('pair', 0.4),
    observed: dice.maybe({ ...seenPeers(dice, at, own), routes: dice.maybe(seenRoutes(dice, at, own), 0.6) }, 0.4),
  };
}

/** What it says of itself. */
function ownPrefixes(dice: Dice) {
  const aggregate = () => ({
    prefix: partOf(dice, PODS, 2),
    discard: dice.chance(0.7),
    summaryOnly: dice.chance(0.4),
  });
  return {
    networks: dice.maybe(
      dice.list(0, 1, () => partOf(dice, PODS, 3)),
      0.3,
    ),
    aggregates: dice.maybe(dice.list(0, 2, aggregate)),
  };
}

/** The far ends of its links, another gateway, a host that nobody knows, nodes, and somebody far away. */
function nextHopsOf(at: number, vbrs: readonly number[]): readonly string[] {
  const near = [2, 5, 11, 12, 13].map((host) => `172.16.${at}.${host}`);
  return [...vbrs.flatMap((vbr) => [link(vbr, 1), link6(vbr, 1)]), ...near, '203.0.113.1'];
}

/** A gateway without a line of its own, in LANs of the site beside the one that has them. */
export function anInnerGateway(dice: Dice, at: number) {
  const outer = aGateway(dice, at, 0);
  const lans = dice.list(1, 2, (n) => n);
  const interfaces = lans.map((n) => ({
    name: `lan-${n}`,
    address: `172.16.${at}.${n * 64 + 2}/26`,
    lan: dice.maybe(`dc-${at}/lan-${n}`),
  }));
  return { ...outer, key: `${outer.key}-inner`, interfaces };
}

export function merits(dice: Dice) {
  return { localPreference: dice.maybe(dice.of([50, 100, 200]), 0.3), med: dice.maybe(dice.of([0, 10, 20]), 0.3) };
}

export function aFilter(dice: Dice) {
  const direction = dice.of(['in', 'in', 'out']);
  if (dice.chance(0.5)) return { direction, permit: [...CLOUD, ...PODS].filter(() => dice.chance(0.7)) };
  const bound = (most: number) => dice.maybe(dice.below(most + 1), 0.4);
  const rules = dice.list(0, 4, (n) => {
    const prefix = dice.chance(0.4) ? dice.of(WIDE) : partOf(dice, ALL, 2);
    const most = prefix.includes(':') ? 128 : 32;
    const sequence = dice.maybe(10 - n, 0.3);
    return { sequence, action: dice.of(['permit', 'permit', 'deny']), prefix, ge: bound(most), le: bound(most) };
  });
  return { direction, rules };
}

/** The hosts of the other data centre. */
const elsewhere = (at: number) => `172.16.${1 - at}.0/24`;

function aStatic(dice: Dice, at: number, vbrs: readonly number[]) {
  const prefix = dice.chance(0.3) ? dice.of(WIDE) : partOf(dice, ALL, 4);
  if (dice.chance(0.3)) return { prefix, discard: true };
  return { prefix, nextHop: dice.of(nextHopsOf(at, vbrs)) };
}

function seenPeers(dice: Dice, at: number, vbrs: readonly number[]) {
  const addresses = [
    ...vbrs.flatMap((vbr) => [link(vbr, 1), link6(vbr, 1)]),
    ...[11, 12, 13].map((host) => `172.16.${at}.${host}`),
  ];
  const peer = (address: string) => ({
    address,
    sessionState: dice.of(['active', 'established', 'established', 'unknown']),
    missingPolicy: dice.maybe(dice.of(['in', 'out', 'both']), 0.15),
    ...downBy(dice),
    peerAsn: dice.maybe(dice.of([45104, 64999])),
    localAsn: dice.maybe(dice.of([65001, 65002]), 0.5),
    hasAuthKey: dice.of([undefined, true, false]),
    authKeyFingerprint: dice.maybe(dice.of(['f-a', 'f-b']), 0.5),
  });
  return { asn: dice.maybe(65001, 0.5), peers: dice.maybe(addresses.filter(() => dice.chance(0.8)).map(peer)) };
}

/** What a gateway gives as the reason why a session is down. */
export function downBy(dice: Dice) {
  return dice.of([{}, {}, { adminDown: true }, { routeLimitExceeded: true }, { bfd: 'down' as const }]);
}

function seenRoutes(dice: Dice, at: number, vbrs: readonly number[]) {
  const flags = () => ({ best: dice.chance(0.8), installed: dice.of([undefined, true, true, false]) });
  const lans = [0, 1].map((n) => ({ prefix: lanPrefix(at, n), source: 'connected', ...flags() }));
  const others = dice.list(0, 8, () => {
    const prefix = dice.chance(0.2) ? dice.of(WIDE) : partOf(dice, ALL, 4);
    const source = dice.of(['bgp', 'bgp', 'bgp', 'static', 'ospf', 'local', 'connected']);
    if (dice.chance(0.15)) return { prefix, source, discard: true, ...flags() };
    const hop = dice.maybe(dice.of(nextHopsOf(at, vbrs)));
    const asPath = dice.maybe(dice.of([[65100], [45104, 65100], [64999]]), 0.4);
    return { prefix, source, asPath, nextHop: source === 'connected' ? undefined : hop, ...flags() };
  });
  return [...lans, ...others];
}

export function aCluster(dice: Dice, at: number, sites: number) {
  const pools = Array.from({ length: sites }, (_, site) => site).flatMap((site) =>
    dice.list(1, 2, (n) => ({
      key: `np-${at}-${site}-${n}`,
      kind: 'edge',
      site: dice.maybe(`dc-${site}`, 0.5),
      lan: `dc-${site}/lan-${n}`,
    })),
  );
  return {
    key: `c-${at}`,
    edgePodCidr: dice.maybe(PODS[0], 0.8),
    edgePodCidr6: dice.maybe(PODS[1], 0.5),
    siteBlocks: dice.maybe(dice.list(0, 2, () => ({ site: `dc-${dice.below(sites)}`, prefix: partOf(dice, PODS, 2) }))),
    terway: dice.maybe(
      {
        eniConfig: {
          vswitches: { 'z-0': [`vsw-${at}-0`, `vsw-${at}-1`] },
          security_group: dice.maybe(`sg-${at}`),
          security_groups: dice.maybe([`sg-${at}-nodes`, dice.of([`sg-${at}`, 'sg-nowhere'])], 0.2),
        },
      },
      0.6,
    ),
    vpc: dice.maybe(`vpc-${at % 2}`),
    securityGroup: dice.maybe(`sg-${at % 2}-nodes`, 0.6),
    nodePools: [...pools, { key: `np-${at}-cloud`, kind: 'cloud' }],
    nodes: dice.maybe([
      ...dice.list(0, 6, (n) => aNode(dice, at, n, pools)),
      ...dice.list(0, 2, (n) => aCloudNode(dice, at, n)),
    ]),
  };
}

function aCloudNode(dice: Dice, cluster: number, n: number) {
  return {
    name: `cloud-node-${cluster}-${n}`,
    ...dice.of([{ pool: `np-${cluster}-cloud` }, { edge: false }, {}]),
    address: addressIn(dice, dice.of(CLOUD.slice(0, 1))),
  };
}

function aNode(dice: Dice, cluster: number, n: number, pools: readonly { key: string; lan: string }[]) {
  const pool = dice.of(pools);
  const site = /dc-(\d)/u.exec(pool.lan)?.[1] ?? '0';
  return {
    name: `node-${cluster}-${n}`,
    pool: dice.maybe(pool.key, 0.95),
    address: dice.maybe(`172.16.${site}.${11 + n}`, 0.95),
    podCidr: dice.maybe(partOf(dice, PODS.slice(0, 1), 4), 0.7),
    podCidr6: dice.maybe(partOf(dice, PODS.slice(1), 4), 0.4),
    ready: dice.of([true, true, true, undefined, false]),
    flannel: n % 4 === 3 ? { ready: false } : undefined,
    speaker: dice.maybe(
      {
        asn: dice.of([65100, 65100, 65101, 64999]),
        announces: dice.of(['lan', 'own']),
        nextHop: dice.of(['self', 'owner']),
      },
      0.6,
    ),
  };
}
