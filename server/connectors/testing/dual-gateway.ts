import {
  type Daemons,
  type Network,
  openNetwork,
  type Place,
  type RunningGobgp,
  startFrr,
  startGobgp,
} from './daemons';

/** The gateway's neighbours: the VBR by both families, another VBR, and a node that announces pod subnets. */
export const VBR = { 4: '169.254.10.1', 6: '2001:db8:ffff::1' } as const;
export const OTHER = '169.254.20.1';
export const NODE = '172.16.10.11';
const GATEWAY = {
  vbr: { 4: '169.254.10.2', 6: '2001:db8:ffff::2' },
  other: '169.254.20.2',
  node: '172.16.10.1',
} as const;

const PODS = [
  ['10.0.0.0/25', 'ipv4', NODE],
  ['10.0.0.128/25', 'ipv4', NODE],
  ['2001:db8:e::/64', 'ipv6', '2001:db8:a::11'],
  ['2001:db8:e:1::/64', 'ipv6', '2001:db8:a::11'],
] as const;

/** A real gateway among real neighbours. */
export type RealGateway = {
  network: Network;
  /** Types lines as somebody at the gateway would. @throws with what was said to a line that was refused */
  type(lines: readonly string[]): Promise<string>;
  /** What a neighbour was told by the gateway, in order. */
  heardBy(whom: 'vbr' | 'other', family: 4 | 6): Promise<readonly string[]>;
};

/** The gateway of the seed figure with its link, its LAN and its AS numbers, as one of the two kinds. */
export async function startGateway(driver: 'frr' | 'gobgp', daemons: Daemons): Promise<RealGateway> {
  const network = await openNetwork(daemons.environment);
  const places = {
    vbr: await linked(
      network,
      'vbr',
      [`${GATEWAY.vbr[4]}/30`, `${GATEWAY.vbr[6]}/126`],
      [`${VBR[4]}/30`, `${VBR[6]}/126`],
    ),
    other: await linked(network, 'other', [`${GATEWAY.other}/30`], [`${OTHER}/30`]),
    node: await linked(
      network,
      'node',
      [`${GATEWAY.node}/24`, '2001:db8:a::1/64'],
      [`${NODE}/24`, '2001:db8:a::11/64'],
    ),
  };
  const speak = (name: keyof typeof places, config: string) =>
    startGobgp({ name, network, daemons, in: places[name], config });
  const type = driver === 'frr' ? await frr(network, daemons) : await gobgp(network, daemons);
  const vbr = await speak(
    'vbr',
    `${speaker(45104, VBR[4], VBR[6])}${neighbour(VBR[4], GATEWAY.vbr[4], 65001, [4])}${neighbour(VBR[6], GATEWAY.vbr[6], 65001, [6])}`,
  );
  const other = await speak('other', `${speaker(45104, OTHER)}${neighbour(OTHER, GATEWAY.other, 65001, [4])}`);
  const node = await speak('node', `${speaker(65100, NODE)}${neighbour(NODE, GATEWAY.node, 65001, [4, 6])}`);
  for (const [prefix, family, nextHop] of PODS)
    await node.gobgp('global', 'rib', 'add', prefix, '-a', family, 'nexthop', nextHop);
  return {
    network,
    type,
    heardBy: (whom, family) =>
      whom === 'vbr' ? heard(vbr, GATEWAY.vbr[family], family) : heard(other, GATEWAY.other, family),
  };
}

async function linked(network: Network, name: string, near: readonly string[], far: readonly string[]): Promise<Place> {
  const place = await network.place(name);
  await network.run('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', name);
  const put = (at: Place, device: string, address: string) =>
    at.run('ip', 'address', 'add', address, 'dev', device, ...(address.includes(':') ? ['nodad'] : []));
  for (const address of near) await put(network, name, address);
  for (const address of far) await put(place, 'uplink', address);
  await network.run('ip', 'link', 'set', name, 'up');
  await place.run('ip', 'link', 'set', 'uplink', 'up');
  return place;
}

async function heard(from: RunningGobgp, gateway: string, family: 4 | 6): Promise<readonly string[]> {
  const said = await from.gobgp('neighbor', gateway, 'adj-in', '-a', `ipv${family}`, '-j').catch(() => '');
  const paths: unknown = said.startsWith('{') || said.startsWith('[') ? JSON.parse(said) : {};
  return Object.keys(paths as object).sort();
}

/** vtysh takes the lines one after another, and stops at one that it refuses. */
async function frr(network: Network, daemons: Daemons): Promise<RealGateway['type']> {
  const neighbours = [VBR[4], VBR[6], OTHER, NODE];
  const asnOf = (address: string) => (address === NODE ? 65100 : 45104);
  const config = `router bgp 65001
 bgp router-id 172.16.0.1
 no bgp ebgp-requires-policy
 coalesce-time 100
${neighbours.map((each) => ` neighbor ${each} remote-as ${asnOf(each)}\n neighbor ${each} timers connect 1\n neighbor ${each} advertisement-interval 0\n`).join('')} address-family ipv4 unicast
  no neighbor ${VBR[6]} activate
 exit-address-family
 address-family ipv6 unicast
  neighbor ${VBR[6]} activate
  neighbor ${NODE} activate
 exit-address-family
`;
  const running = await startFrr({ name: 'gw', network, daemons, config });
  return (lines) => running.commands(...lines);
}

/** A shell goes on after a command that failed: taking away what is not there is refused, and does no harm. */
async function gobgp(network: Network, daemons: Daemons): Promise<RealGateway['type']> {
  const own = [GATEWAY.vbr[4], GATEWAY.vbr[6], GATEWAY.other, GATEWAY.node];
  const config = [
    speaker(65001, ...own),
    neighbour(GATEWAY.vbr[4], VBR[4], 45104, [4]),
    neighbour(GATEWAY.vbr[6], VBR[6], 45104, [6]),
    neighbour(GATEWAY.other, OTHER, 45104, [4]),
    neighbour(GATEWAY.node, NODE, 65100, [4, 6]),
  ].join('');
  const running = await startGobgp({ name: 'gw', network, daemons, config });
  return async (lines) => {
    let said = '';
    for (const line of lines) {
      const [program = '', ...words] = line.trim().split(/\s+/);
      const typed = program === 'gobgp' ? running.gobgp(...words) : network.run(program, ...words);
      said += await typed.catch((error: Error) => {
        if (/ del /.test(line)) return '';
        throw error;
      });
    }
    return said;
  };
}

function speaker(asn: number, ...own: readonly string[]): string {
  const listening = own.map((each) => `"${each}"`).join(', ');
  return `[global.config]\n  as = ${asn}\n  router-id = "${own[0]}"\n  local-address-list = [${listening}]\n`;
}

function neighbour(from: string, to: string, asn: number, families: readonly (4 | 6)[]): string {
  const carried = families.map(
    (family) =>
      `  [[neighbors.afi-safis]]\n    [neighbors.afi-safis.config]\n      afi-safi-name = "ipv${family}-unicast"\n`,
  );
  return `[[neighbors]]
  [neighbors.config]
    neighbor-address = "${to}"
    peer-as = ${asn}
  [neighbors.transport.config]
    local-address = "${from}"
  [neighbors.timers.config]
    connect-retry = 1
${carried.join('')}`;
}
