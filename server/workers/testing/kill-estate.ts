import { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import type { Address } from '@/domain/net/address';
import { seedFigure } from '@/domain/testing/seed-figure';

/**
 * The seed figure with as many VBRs as changes are to run at once: each is a lane of its own. What is routed on the further ones
 * concerns no declared flow, so that every outcome is the executor's alone.
 */
export function estateWithVbrs(count: number): Estate {
  const { routerInterfaces = [], physicalConnections = [], vbrs = [], gateways = [], ...rest } = seedFigure();
  const further = Array.from({ length: count }, (_none, index) => {
    const text = JSON.stringify({ routerInterfaces, physicalConnections, vbrs }).replace(
      /\b(vbr|ri|pc|bgpg|bgp|vtb)-bp1/g,
      `$1-${nameOf(index)}`,
    );
    return JSON.parse(text.replaceAll('169.254.10.', `169.254.${100 + index}.`)) as Pick<
      Estate,
      'routerInterfaces' | 'physicalConnections' | 'vbrs'
    >;
  });
  return Estate.parse({
    ...rest,
    routerInterfaces: [...routerInterfaces, ...further.flatMap((each) => each.routerInterfaces ?? [])],
    physicalConnections: [...physicalConnections, ...further.flatMap((each) => each.physicalConnections ?? [])],
    vbrs: [...vbrs, ...further.flatMap((each) => each.vbrs ?? []).map(silent)],
    gateways: gateways.map((gateway) => withNeighbours(gateway, count)),
  });
}

/** Announces nothing, so that no session of it matters to a flow. */
function silent(vbr: Estate['vbrs'][number]): Estate['vbrs'][number] {
  return { ...vbr, bgpNetworks: [], bgpGroups: vbr.bgpGroups?.map((group) => ({ ...group, peers: [] })) };
}

/** The far end of every further circuit: it takes a session there, and says nothing in it. */
function withNeighbours(gateway: Gateway, count: number): Gateway {
  const links = Array.from({ length: count }, (_none, index) => ({
    name: `uplink-${nameOf(index)}`,
    near: `169.254.${100 + index}.1`,
    far: `169.254.${100 + index}.2/30`,
    circuit: `pc-${nameOf(index)}hz`,
  }));
  const neighbour = gateway.bgpPeers?.find((peer) => peer.address === '169.254.10.1');
  return {
    ...gateway,
    interfaces: [...gateway.interfaces, ...links.map(({ name, far, circuit }) => ({ name, address: far, circuit }))],
    bgpPeers: [
      ...(gateway.bgpPeers ?? []),
      ...links.flatMap(({ near }) => (neighbour ? [{ ...neighbour, address: near as Address }] : [])),
    ],
    filters: [
      ...(gateway.filters ?? []),
      ...links.map(({ near }) => ({ peer: near as Address, direction: 'out' as const, permit: [] })),
    ],
  };
}

function nameOf(index: number): string {
  return `kill${index}`;
}

/** The keys of one of the further VBRs. */
export function vbrAt(index: number) {
  const name = nameOf(index);
  return {
    key: `vbr-${name}hz`,
    lane: `router:vbr:vbr-${name}hz`,
    routeTable: `vtb-${name}vbr`,
    nextHop: `ri-${name}vlan`,
    group: `bgpg-${name}hz`,
    peerAddress: (host: number) => `169.254.${100 + index}.${host}`,
  };
}
export type VbrKeys = ReturnType<typeof vbrAt>;
