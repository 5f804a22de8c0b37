import type { Dice } from './dice';
import { link } from './tangled-cloud';
import { aFilter, merits, type aGateway } from './tangled-edge';
import { CLOUD } from './tangled-ranges';

type AVbr = { key: string };

/** Sessions that are up, or of which nobody knows, so that several VBRs say the same at once. */
export function asRival<T extends AVbr>(dice: Dice, vbr: T, at: number) {
  const sessionState = dice.of(['established', 'established', 'established', 'unknown']);
  const group = {
    key: `group-${at}`,
    localAsn: dice.of([undefined, 45104, 64999]),
    peerAsn: 65001,
    peers: [{ key: `peer-${at}`, address: link(at, 2), observed: { sessionState } }],
  };
  return {
    ...vbr,
    status: 'active',
    physicalConnections: [`pc-${at}`],
    localGatewayAddress: `${link(at, 1)}/30`,
    peerGatewayAddress: `${link(at, 2)}/30`,
    bgpGroups: [group],
    bgpNetworks: [{ prefix: CLOUD[0], status: dice.of(['available', 'available', 'available', 'modifying']) }],
  };
}

/** A gateway that all of them speak to: which of them it sends by is a matter of what it sets and lets in. */
export function amongRivals(dice: Dice, gateway: ReturnType<typeof aGateway>, vbrs: number) {
  const all = Array.from({ length: vbrs }, (_, at) => at);
  return {
    ...gateway,
    asn: 65001,
    interfaces: all.map((at) => ({ name: `up-${at}`, address: `${link(at, 2)}/30`, circuit: `pc-${at}` })),
    bgpPeers: all.map((at) => ({ address: link(at, 1), peerAsn: 45104, ...merits(dice) })),
    filters: all.flatMap((at) =>
      dice.chance(0.25) ? dice.list(1, 2, (n) => ({ peer: link(at, 1), name: `list-${n}`, ...aFilter(dice) })) : [],
    ),
    staticRoutes: [],
    permits: [],
    observed: undefined,
  };
}
