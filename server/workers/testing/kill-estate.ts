import { Estate } from '@/domain/estate/estate';
import { seedFigure } from '@/domain/testing/seed-figure';

/**
 * The seed figure with as many VBRs as changes are to run at once: each is a lane of its own. What is routed on the further ones
 * concerns no declared flow, so that every outcome is the executor's alone.
 */
export function estateWithVbrs(count: number): Estate {
  const { routerInterfaces = [], physicalConnections = [], vbrs = [], ...rest } = seedFigure();
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
  });
}

/** Announces nothing, so that no session of it matters to a flow. */
function silent(vbr: Estate['vbrs'][number]): Estate['vbrs'][number] {
  return { ...vbr, bgpNetworks: [], bgpGroups: vbr.bgpGroups?.map((group) => ({ ...group, peers: [] })) };
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
