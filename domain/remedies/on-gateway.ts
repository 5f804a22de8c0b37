import type { Gateway } from '@/domain/estate/gateway';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { CLOUD_ASN, hostOf, localHosts, localOf } from '@/domain/routing/sessions/bgp-session';
import { carriedBy, configured, inFamily, lines, linkOf, look, nameOf, sessionOf } from './gateway-lines';
import { step, text, type RemedyStep, type StepsOf } from './remedy';

export const sessionDown: StepsOf = (index, finding) => {
  const { gateway, vbr, address } = linkOf(index, finding);
  const session = sessionOf(vbr, finding);
  const own = gateway ?? gatewayOfPeer(index, session?.peer.address);
  const name = own?.key ?? text(finding, 'gateway');
  const neighbour = (session && localOf(session)) ?? address;
  const asn = session?.group.localAsn ?? CLOUD_ASN;
  const group = session?.group.key ?? '';
  switch (text(finding, 'cause')) {
    case 'asn':
      return finding.owner === 'cloud'
        ? [step('console-group-asn', { group, vbr: text(finding, 'vbr'), asn: text(finding, 'actual') })]
        : [setPeerAsn(own, name, neighbour, asn)];
    case 'key':
      return [
        step(
          'gateway-align-key',
          { gateway: name, address: neighbour, group },
          lines(own, { frr: configured(own, `neighbor ${neighbour} password <KEY>`) }),
        ),
      ];
    case 'unconfigured':
      return [addPeer(own, name, neighbour, asn)];
    case 'shut':
      return [enablePeer(own, name, neighbour)];
    case 'limit':
      return [clearPeer(own, name, neighbour)];
    case 'bfd':
      return [lookAtBfd(own, name, neighbour)];
    default:
      return [look(own, name, neighbour)];
  }
};

function gatewayOfPeer(index: EstateIndex, address: string | undefined): Gateway | undefined {
  return [...index.gateways.values()].find(({ interfaces }) =>
    interfaces.some((each) => hostOf(each.address) === address),
  );
}

function setPeerAsn(gateway: Gateway | undefined, name: string, address: string, asn: number): RemedyStep {
  const frr = configured(gateway, `neighbor ${address} remote-as ${asn}`);
  return step('gateway-peer-asn', { gateway: name, address, asn: String(asn) }, lines(gateway, { frr }));
}

function addPeer(gateway: Gateway | undefined, name: string, address: string, asn: number): RemedyStep {
  const commands = lines(gateway, {
    frr: configured(
      gateway,
      `neighbor ${address} remote-as ${asn}`,
      ...inFamily(carriedBy(address), `neighbor ${address} activate`),
    ),
    gobgp: [`gobgp neighbor add ${address} as ${asn}`],
  });
  return step('gateway-add-peer', { gateway: name, address, asn: String(asn) }, commands);
}

export const peerShut: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  return [enablePeer(gateway, nameOf(gateway, finding), address)];
};

function enablePeer(gateway: Gateway | undefined, name: string, address: string): RemedyStep {
  const commands = lines(gateway, {
    frr: configured(gateway, `no neighbor ${address} shutdown`),
    gobgp: [`gobgp neighbor ${address} enable`],
  });
  return step('gateway-enable-peer', { gateway: name, address }, commands);
}

export const peerOverLimit: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  return [clearPeer(gateway, nameOf(gateway, finding), address)];
};

function clearPeer(gateway: Gateway | undefined, name: string, address: string): RemedyStep {
  const commands = lines(gateway, {
    frr: [
      ...configured(gateway, ...inFamily(carriedBy(address), `neighbor ${address} maximum-prefix <LIMIT>`)),
      `clear bgp ${address}`,
    ],
    gobgp: [`gobgp neighbor ${address} reset`],
  });
  return step('gateway-clear-peer', { gateway: name, address }, commands);
}

export const policyMissing: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  const inside = inFamily(
    carriedBy(address),
    `neighbor ${address} route-map PASS in`,
    `neighbor ${address} route-map PASS out`,
  );
  const frr = ['configure terminal', 'route-map PASS permit 10', 'exit', ...configured(gateway, ...inside).slice(1)];
  return [step('gateway-policy', { gateway: nameOf(gateway, finding), address }, lines(gateway, { frr }))];
};

export const bfdOn: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  const frr = configured(gateway, `neighbor ${address} bfd`);
  return [step('gateway-bfd-on', { gateway: nameOf(gateway, finding), address }, lines(gateway, { frr }))];
};

export const bfdFlaps: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  return [lookAtBfd(gateway, nameOf(gateway, finding), address)];
};

function lookAtBfd(gateway: Gateway | undefined, name: string, address: string): RemedyStep {
  const frr = [`show bfd peer ${address}`, `show bgp neighbors ${address}`];
  const commands = lines(gateway, { frr, gobgp: [`gobgp neighbor ${address}`] });
  return step('gateway-look', { gateway: name, address }, commands);
}

export const sharedOwnAsn: StepsOf = (index, finding) => {
  const asn = text(finding, 'asn');
  const own = [...index.gateways.values()].filter((gateway) => String(gateway.asn) === asn);
  return own.map((gateway) => {
    const addresses = [...index.vbrs.values()]
      .flatMap(localHosts)
      .filter((address) => gateway.bgpPeers?.some((peer) => peer.address === address));
    const inside = addresses.flatMap((each) => inFamily(carriedBy(each), `neighbor ${each} allowas-in`));
    const frr = addresses.length > 0 ? configured(gateway, ...inside) : [];
    return step('gateway-allow-own-asn', { gateway: gateway.key, asn }, lines(gateway, { frr }));
  });
};

export const otherOwnAsn: StepsOf = (_, finding) => [
  step('gateway-own-asn', { gateway: text(finding, 'gateway'), asn: text(finding, 'asn') }),
];

export const sameVlan: StepsOf = (_, finding) => [
  step('gateway-vlan', { gateway: text(finding, 'gateway'), vbr: text(finding, 'vbr'), vlan: text(finding, 'vlan') }),
];

export const permitAnswers: StepsOf = (_, finding) => [
  step('gateway-permit-answers', { gateway: text(finding, 'gateway'), flow: text(finding, 'flow') }),
];
