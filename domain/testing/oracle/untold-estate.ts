import { Estate } from '@/domain/estate/estate';
import { seedFigure } from '../seed-figure';
import type { Dice } from './dice';
import { downBy } from './tangled-edge';

const CLOUD_END = '169.254.10.1';
const NODES = ['172.16.10.11', '172.16.10.12'];
const SUBNETS = ['10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/25'];

/** The seed figure whose VBR has written nothing of pods: what it knows of those it was told, and much may keep that from it. */
export function untoldEstate(dice: Dice): Estate {
  const { vbrs, gateways, clusters, ...rest } = seedFigure();
  const asns = dice.of([[65100], [65100], [64999], [65100, 64999]]);
  return Estate.parse({
    ...rest,
    vbrs: vbrs.map((vbr) => ({
      ...vbr,
      routeTable: { ...vbr.routeTable, entries: vbr.routeTable?.entries?.filter(({ type }) => type !== 'bgp') },
      bgpGroups: dice.list(1, 2, (n) => aGroup(dice, n)),
    })),
    gateways: gateways.map((gateway) => ({ ...gateway, ...aTeller(dice, asns) })),
    clusters: clusters.map((cluster) => ({
      ...cluster,
      nodes: cluster.nodes?.map((node) => ({
        ...node,
        ...(node.speaker && dice.chance(0.9) ? { speaker: { ...node.speaker, asn: dice.of(asns) } } : {}),
        ready: dice.chance(0.95),
      })),
    })),
  });
}

function aGroup(dice: Dice, n: number) {
  const sessionState = dice.of(['established', 'established', 'established', 'idle', 'unknown']);
  return {
    key: `group-${n}`,
    peerAsn: dice.of([65001, 65001, 65002]),
    localAsn: dice.of([undefined, undefined, 64999]),
    routeLimit: dice.of([undefined, 2, 3]),
    peers: [
      {
        key: `peer-${n}`,
        address: '169.254.10.2',
        bfd: { enabled: dice.chance(0.7) },
        observed: { sessionState, receivedRoutes: dice.of([undefined, 0, 1, 2, 110]) },
      },
    ],
  };
}

function aTeller(dice: Dice, asns: readonly number[]) {
  const out = { peer: CLOUD_END, direction: 'out', permit: SUBNETS.filter(() => dice.chance(0.6)) };
  return {
    bgpPeers: [
      { address: CLOUD_END, peerAsn: 45104 },
      ...NODES.map((address) => ({ address, peerAsn: dice.of(asns) })),
    ],
    networks: dice.chance(0.2) ? ['10.0.1.0/25'] : [],
    aggregates: dice.chance(0.4)
      ? [{ prefix: dice.of(['10.0.0.0/16', '10.0.0.0/24']), summaryOnly: dice.chance(0.5) }]
      : [],
    filters: dice.chance(0.4) ? [out] : [],
    observed: dice.chance(0.4) ? { peers: seenPeers(dice), routes: seenRoutes(dice) } : undefined,
  };
}

function seenPeers(dice: Dice) {
  if (dice.chance(0.5)) return undefined;
  const state = () => dice.of(['established', 'established', 'established', 'active']);
  return [CLOUD_END, ...NODES].map((address) => ({
    address,
    sessionState: state(),
    missingPolicy: dice.maybe(dice.of(['in', 'out', 'both']), 0.2),
    ...downBy(dice),
  }));
}

function seenRoutes(dice: Dice) {
  if (dice.chance(0.4)) return undefined;
  return SUBNETS.filter(() => dice.chance(0.8)).map((prefix) => ({
    prefix,
    source: 'bgp',
    nextHop: dice.of(NODES),
    best: dice.chance(0.9),
    asPath: dice.of([undefined, [65100], [65100, 45104], [64999]]),
  }));
}
