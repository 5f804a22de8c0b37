import { groupFamily } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import type { Gateway, GatewayBgpPeer } from '@/domain/estate/gateway';
import { passesFilters } from '@/domain/estate/gateway-filter';
import type { Family } from '@/domain/net/address';
import { parsePrefix, prefixFamily } from '@/domain/net/prefix';
import { type Announcer, announcersOf, TIMERS } from './announcers';
import { filterLines, mapLines, policiesOf, policyLines } from './policies';
import { carries, FAMILIES, familyOf, listens, localOf } from './sessions';

/** A gateway that learns, chooses and installs. For FRR. */
export type Learner = { title: string; config: string; expects: readonly Expectation[] };

/** What a gateway hears of one family from one neighbour once their session is up. */
export type Expectation = { peer: string; family: Family; count: number };

/** A gateway's speaker as it is declared. */
export function learnerOf(estate: Estate, gateway: Gateway): Learner {
  const expects = expectedOf(estate, gateway);
  const families = FAMILIES.filter((family) => family === 4 || expects.some((each) => each.family === family));
  const lines = [
    ...filterLines(gateway),
    ...families.flatMap((family) => policiesOf(gateway, family, activeIn(expects, family)).flatMap(mapLines)),
    `router bgp ${gateway.asn}`,
    ...(gateway.routerId === undefined ? [] : [` bgp router-id ${gateway.routerId}`]),
    ' no bgp ebgp-requires-policy',
    ' no bgp network import-check',
    ' no bgp default ipv4-unicast',
    ' bgp bestpath as-path multipath-relax',
    ' coalesce-time 100',
    ...(gateway.bgpPeers ?? []).flatMap((peer) => peerLines(estate, gateway, peer)),
    ...families.flatMap((family) => familyLines(gateway, family, expects)),
    'exit',
  ];
  return { title: `gateway ${gateway.key}`, config: `${lines.join('\n')}\n`, expects };
}

function familyLines(gateway: Gateway, family: Family, expects: readonly Expectation[]): readonly string[] {
  const isOf = ({ prefix }: { prefix: string }) => prefixFamily(parsePrefix(prefix)) === family;
  const active = activeIn(expects, family);
  return [
    ` address-family ipv${family} unicast`,
    '  maximum-paths 8',
    ...active.map((peer) => `  neighbor ${peer} activate`),
    ...(gateway.networks ?? []).filter((prefix) => isOf({ prefix })).map((prefix) => `  network ${prefix}`),
    ...(gateway.aggregates ?? [])
      .filter(isOf)
      .map(({ prefix, summaryOnly }) => `  aggregate-address ${prefix}${summaryOnly ? ' summary-only' : ''}`),
    ...policiesOf(gateway, family, active).flatMap(policyLines),
    ' exit-address-family',
  ];
}

function activeIn(expects: readonly Expectation[], family: Family): readonly string[] {
  return expects.filter((each) => each.family === family).map(({ peer }) => peer);
}

/** A session that the VBR shows to be up is up: then its two AS numbers are the VBR's, whatever is declared on this side. */
function peerLines(estate: Estate, { asn }: Gateway, { address, peerAsn, authKey }: GatewayBgpPeer): readonly string[] {
  const family = familyOf(address);
  const group = estate.vbrs
    .filter((vbr) => localOf(vbr, family) === address)
    .flatMap((vbr) =>
      (vbr.bgpGroups ?? []).filter((each) => groupFamily(each) === family).map((each) => ({ vbr, each })),
    )
    .find(({ vbr, each }) => each.peers?.some((peer) => carries(estate, vbr, each, peer)))?.each;
  const own = group?.peerAsn ?? asn;
  return [
    ` neighbor ${address} remote-as ${group?.localAsn ?? peerAsn}`,
    ...(own === asn ? [] : [` neighbor ${address} local-as ${own} no-prepend replace-as`]),
    ` neighbor ${address} timers ${TIMERS.keepalive} ${TIMERS.hold}`,
    ` neighbor ${address} timers connect 1`,
    ` neighbor ${address} advertisement-interval 0`,
    ...(authKey === undefined ? [] : [` neighbor ${address} password ${authKey.secret}`]),
  ];
}

function expectedOf(estate: Estate, gateway: Gateway): readonly Expectation[] {
  const peers = (gateway.bgpPeers ?? []).map(({ address }) => String(address));
  const announcers = announcersOf(estate);
  return peers.flatMap((peer) =>
    FAMILIES.flatMap((family): readonly Expectation[] => {
      const own = announcers.flatMap((each) => heardFrom(each, peer, family));
      return own.length > 0 && listens(gateway, peer)
        ? [{ peer, family, count: own.flat().filter((prefix) => isLetIn(gateway, peer, prefix)).length }]
        : [];
    }),
  );
}

/** What a neighbour announces of a family over its session from this address, if it has one. */
function heardFrom({ neighbours, announces }: Announcer, peer: string, family: Family): readonly string[][] {
  if (!neighbours.some((each) => each.from === peer && each.families.includes(family))) return [];
  return [announces.map(({ prefix }) => prefix).filter((prefix) => familyOf(prefix) === family)];
}

/** FRR counts what its filters have let in. */
function isLetIn(gateway: Gateway, peer: string, prefix: string): boolean {
  return passesFilters(gateway, { peer, direction: 'in' }, parsePrefix(prefix));
}
