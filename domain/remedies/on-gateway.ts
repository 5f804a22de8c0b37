import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { prefixFamily, tryParsePrefix } from '@/domain/net/prefix';
import { announceAdvice } from '@/domain/announcing/advice';
import { CLOUD_ASN, hostOf, localOf, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import type { Finding } from '@/domain/checks/finding';
import { step, text, type RemedyStep, type StepsOf } from './remedy';

/** The gateway that a finding names, the VBR, and the VBR's address of their link: the neighbour on the gateway. */
type Link = { gateway: Gateway | undefined; vbr: Vbr | undefined; address: string };

function linkOf(index: EstateIndex, finding: Finding): Link {
  const { gateways, vbrs } = index;
  const { subject } = finding;
  const vbr = vbrs.get(text(finding, 'vbr') || (subject.kind === 'vbr' ? subject.key : ''));
  const named = gateways.get(text(finding, 'gateway') || (subject.kind === 'gateway' ? subject.key : ''));
  const gateway = named ?? (vbr && gatewaysOf(index, vbr)[0]);
  return { gateway, vbr, address: text(finding, 'address') || (hostOf(vbr?.localGatewayAddress) ?? '') };
}

type Spoken = { frr?: readonly string[]; gobgp?: readonly string[] };

/** The lines for the gateway's kind. In FRR what is configured is typed into vtysh. */
function lines(gateway: Gateway | undefined, { frr = [], gobgp = [] }: Spoken): readonly string[] {
  if (gateway?.driver === 'frr') return frr;
  return gateway?.driver === 'gobgp' ? gobgp : [];
}

function configured(gateway: Gateway | undefined, ...inside: readonly string[]): readonly string[] {
  if (!gateway) return [];
  return ['configure terminal', `router bgp ${gateway.asn}`, ...inside.map((line) => ` ${line}`), 'end'];
}

function inFamily(prefix: string, ...inside: readonly string[]): readonly string[] {
  const parsed = tryParsePrefix(prefix);
  const family = parsed.ok && prefixFamily(parsed.value) === 6 ? 'ipv6' : 'ipv4';
  return [`address-family ${family} unicast`, ...inside.map((line) => ` ${line}`), 'exit-address-family'];
}

const nameOf = (gateway: Gateway | undefined, finding: Finding) => gateway?.key ?? text(finding, 'gateway');

/** What the gateway itself says of a neighbour. */
function look(gateway: Gateway | undefined, name: string, address: string): RemedyStep {
  const commands = lines(gateway, {
    frr: [`show bgp neighbors ${address}`, `show bgp ipv4 unicast neighbors ${address} advertised-routes`],
    gobgp: [`gobgp neighbor ${address}`, `gobgp neighbor ${address} adj-out`],
  });
  return step('gateway-look', { gateway: name, address }, commands);
}

export const sessionDown: StepsOf = (index, finding) => {
  const { gateway, vbr, address } = linkOf(index, finding);
  const session = vbr && sessionsOf(vbr).find(({ peer }) => peer.key === text(finding, 'peer'));
  const own = gateway ?? gatewayOfPeer(index, session?.peer.address);
  const name = own?.key ?? text(finding, 'gateway');
  const neighbour = (session && localOf(session)) ?? hostOf(vbr?.localGatewayAddress) ?? address;
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
      ...inFamily('0.0.0.0/0', `neighbor ${address} activate`),
    ),
    gobgp: [`gobgp neighbor add ${address} as ${asn}`],
  });
  return step('gateway-add-peer', { gateway: name, address, asn: String(asn) }, commands);
}

/** The smallest set that says the same, else the one that draws the fewest others. */
export const aggregate: StepsOf = (index, finding) => {
  const { vbr } = linkOf(index, finding);
  const own = (vbr ? announceAdvice(index, vbr) : []).filter(
    ({ peer, gateway }) => peer === text(finding, 'peer') || gateway === text(finding, 'gateway'),
  );
  return own.map((advice) => {
    const { prefixes, commands } = advice.fit === 'fits' ? advice.exact : (advice.wider ?? advice.exact);
    const attracts = advice.fit === 'fits' ? 0 : (advice.wider?.attractions.length ?? 0);
    const params = { gateway: advice.gateway ?? '', vbr: advice.vbr, count: prefixes.length, limit: advice.limit };
    return step('gateway-aggregate', { ...params, attracts }, commands);
  });
};

export const vanished: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  const name = nameOf(gateway, finding);
  const [prefix, cause] = [text(finding, 'prefix'), text(finding, 'cause')];
  if (cause === 'limit') return aggregate(index, finding);
  if (cause === 'loop') return [step('gateway-allow-own-asn', { gateway: name, asn: String(CLOUD_ASN) })];
  if (cause !== 'filtered') return [look(gateway, name, address)];
  return [step('gateway-permit-out', { gateway: name, address, prefix }, permitted(gateway, address, prefix, 'out'))];
};

/** The list that is declared for the neighbour has a name, or is given one that says what it is for. */
function permitted(gateway: Gateway | undefined, address: string, prefix: string, direction: 'in' | 'out') {
  const filter = gateway?.filters?.find((each) => each.peer === address && each.direction === direction);
  const list = filter?.name ?? `${direction}-${address.replaceAll(/[.:]/g, '-')}`;
  const parsed = tryParsePrefix(prefix);
  const word = parsed.ok && prefixFamily(parsed.value) === 6 ? 'ipv6 prefix-list' : 'ip prefix-list';
  const family = word.startsWith('ipv6') ? 'ipv6' : 'ipv4';
  const frr = [
    'configure terminal',
    `${word} ${list} permit ${prefix}`,
    'end',
    `clear bgp ${family} unicast ${address} soft ${direction}`,
  ];
  return lines(gateway, { frr, gobgp: [`gobgp policy prefix add ${list} ${prefix}`] });
}

export const cloudRangeIn: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  const prefixes = text(finding, 'uncovered').split(', ');
  return prefixes.map((prefix) =>
    step(
      'gateway-permit-in',
      { gateway: nameOf(gateway, finding), address, prefix },
      permitted(gateway, address, prefix, 'in'),
    ),
  );
};

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
  const family = address.includes(':') ? '::/0' : '0.0.0.0/0';
  const commands = lines(gateway, {
    frr: [
      ...configured(gateway, ...inFamily(family, `neighbor ${address} maximum-prefix <LIMIT>`)),
      `clear bgp ${address}`,
    ],
    gobgp: [`gobgp neighbor ${address} reset`],
  });
  return step('gateway-clear-peer', { gateway: name, address }, commands);
}

export const policyMissing: StepsOf = (index, finding) => {
  const { gateway, address } = linkOf(index, finding);
  const inside = inFamily(
    '0.0.0.0/0',
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

export const ownBlock: StepsOf = (index, finding) => {
  const gateway = index.gateways.get(text(finding, 'gateway'));
  const prefix = text(finding, 'prefix');
  const blocks = index.estate.clusters
    .flatMap(({ siteBlocks = [] }) => siteBlocks)
    .filter(({ site }) => site === gateway?.site)
    .map((each) => each.prefix);
  const inside = inFamily(
    prefix,
    ...blocks.map((block) => `aggregate-address ${block}`),
    `no aggregate-address ${prefix}`,
  );
  const commands = lines(gateway, {
    frr: configured(gateway, ...inside),
    gobgp: [...blocks.map((block) => `gobgp global rib add ${block}`), `gobgp global rib del ${prefix}`],
  });
  const params = { gateway: nameOf(gateway, finding), prefix, blocks: blocks.join(', ') || '-' };
  return [step('gateway-own-block', params, commands)];
};

export const sharedOwnAsn: StepsOf = (index, finding) => {
  const asn = text(finding, 'asn');
  const own = [...index.gateways.values()].filter((gateway) => String(gateway.asn) === asn);
  return own.map((gateway) => {
    const addresses = [...index.vbrs.values()].flatMap((vbr) => {
      const address = hostOf(vbr.localGatewayAddress);
      return address && gateway.bgpPeers?.some((peer) => peer.address === address) ? [address] : [];
    });
    const inside = inFamily('0.0.0.0/0', ...addresses.map((address) => `neighbor ${address} allowas-in`));
    const frr = addresses.length > 0 ? configured(gateway, ...inside) : [];
    return step('gateway-allow-own-asn', { gateway: gateway.key, asn }, lines(gateway, { frr }));
  });
};

export const otherOwnAsn: StepsOf = (_, finding) => [
  step('gateway-own-asn', { gateway: text(finding, 'gateway'), asn: text(finding, 'asn') }),
];

export const routeBack: StepsOf = (index, finding) => {
  const { gateway, vbr, address } = linkOf(index, finding);
  const source = text(finding, 'source');
  const length = source.includes(':') ? 128 : 32;
  const word = length === 128 ? 'ipv6 route' : 'ip route';
  const commands = lines(gateway, {
    frr: ['configure terminal', `${word} ${source}/${length} ${address}`, 'end'],
    gobgp: [`ip route add ${source}/${length} via ${address}`],
  });
  const params = { gateway: nameOf(gateway, finding), vbr: vbr?.key ?? '', prefix: `${source}/${length}`, address };
  return [step('gateway-route', params, commands)];
};

export const sameVlan: StepsOf = (_, finding) => [
  step('gateway-vlan', { gateway: text(finding, 'gateway'), vbr: text(finding, 'vbr'), vlan: text(finding, 'vlan') }),
];

/** Local preference decides before everything that comes from outside. */
export const prefer: StepsOf = (index, finding) => {
  const gateway = index.gateways.get(text(finding, 'gateway'));
  const wanted = text(finding, 'wanted');
  const params = { gateway: nameOf(gateway, finding), address: wanted };
  return [step('gateway-prefer', params, preferring(gateway, text(finding, 'prefix'), wanted))];
};

function preferring(gateway: Gateway | undefined, prefix: string, address: string): readonly string[] {
  const inside = inFamily(prefix, `neighbor ${address} route-map PREFER in`);
  const routeMap = ['route-map PREFER permit 10', ' set local-preference 200', 'exit'];
  return lines(gateway, { frr: ['configure terminal', ...routeMap, ...configured(gateway, ...inside).slice(1)] });
}

/** Both directions by the VBR that the requests leave by: what the gateway there prefers. */
export const preferSameVbr: StepsOf = (index, finding) => {
  const [forward, back] = [text(finding, 'forward'), text(finding, 'back')];
  const vbr = index.vbrs.get(forward);
  const gateway = vbr && gatewaysOf(index, vbr)[0];
  const address = hostOf(vbr?.localGatewayAddress);
  const params = { forward, back };
  if (!gateway || address === null) return [step('prefer-same-vbr', params)];
  const prefers = step('gateway-prefer', { gateway: gateway.key, address }, preferring(gateway, '0.0.0.0/0', address));
  return [step('prefer-same-vbr', params), prefers];
};

export const podRoutes: StepsOf = (index, finding) => {
  const gateway = index.gateways.get(text(finding, 'gateway'));
  const podCidr = text(finding, 'podCidr');
  const commands = lines(gateway, {
    frr: ['show bgp summary', `show bgp ipv4 unicast ${podCidr}`],
    gobgp: ['gobgp neighbor', `gobgp global rib ${podCidr}`],
  });
  return [step('gateway-look', { gateway: nameOf(gateway, finding), address: text(finding, 'node') }, commands)];
};

export const permitAnswers: StepsOf = (_, finding) => [
  step('gateway-permit-answers', { gateway: text(finding, 'gateway'), flow: text(finding, 'flow') }),
];
