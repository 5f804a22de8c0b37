import { addressesOf, type KubeNode } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import type { Lan } from '@/domain/estate/site';
import { type Address, addressFamily } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { parsePrefix, type Prefix, prefixFamily } from '@/domain/net/prefix';
import { addressIn } from './drawing';

/** Who has which IPv6 address in a LAN. */
export type Seats = {
  prefix: Prefix;
  gateway(gateway: Gateway): Address;
  node(node: KubeNode): Address;
};

/**
 * IPv6 in a LAN where somebody there speaks it. An estate gives a LAN one prefix, and says of the other family what ports and
 * nodes have: what it leaves out is made up, because machines that forward IPv6 to one another have addresses of it.
 */
export function seatsOf(estate: Estate, lan: Lan): Seats | undefined {
  const nodes = nodesIn(estate, lan);
  const ports = estate.gateways.flatMap((gateway) => portsOf(gateway, lan));
  const isSpoken = ports.length > 0 || nodes.some(({ podCidr6, address6 }) => (podCidr6 ?? address6) !== undefined);
  if (prefixFamily(lan.prefix) === 6 || !isSpoken) return undefined;
  const place = estate.sites.flatMap(({ lans }) => lans).findIndex(({ key }) => key === lan.key);
  const known = [...ports, ...nodes.flatMap(({ address6 }) => (address6 === undefined ? [] : [`${address6}/64`]))][0];
  const prefix = known === undefined ? parsePrefix(`fd00:19:${place + 1}::/64`) : parseInterfaceAddress(known).prefix;
  return {
    prefix,
    gateway: (gateway) => {
      const [port] = portsOf(gateway, lan);
      return port === undefined
        ? addressIn(prefix, 0xff00 + estate.gateways.indexOf(gateway))
        : parseInterfaceAddress(port).address;
    },
    node: (node) => sixOf(node) ?? addressIn(prefix, 0xfe00 + nodes.indexOf(node)),
  };
}

function nodesIn({ clusters }: Estate, lan: Lan): readonly KubeNode[] {
  return clusters.flatMap(({ nodes = [], nodePools = [] }) =>
    nodes.filter((node) => nodePools.find(({ key }) => key === node.pool)?.lan === lan.key),
  );
}

function portsOf({ interfaces }: Gateway, lan: Lan): readonly string[] {
  const own = interfaces.filter((each) => each.lan === lan.key).map(({ address }) => String(address));
  return own.filter((address) => address.includes(':'));
}

function sixOf(node: KubeNode): Address | undefined {
  return addressesOf(node).find((address) => addressFamily(address) === 6);
}
