import { announceAdvice } from '@/domain/announcing/advice';
import type { FilterRule, Gateway } from '@/domain/estate/gateway';
import { fitsRule } from '@/domain/estate/gateway-filter';
import { prefixFamily, tryParsePrefix } from '@/domain/net/prefix';
import { CLOUD_ASN, localHosts } from '@/domain/routing/sessions/bgp-session';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { carriedBy, configured, familyOf, inFamily, lines, linkOf, look, nameOf } from './gateway-lines';
import { step, text, type StepsOf } from './remedy';

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
  const [prefix, cause] = [text(finding, 'prefix'), text(finding, 'cause')];
  const { gateway, address } = linkOf(index, finding, familyOf(prefix));
  const name = nameOf(gateway, finding);
  if (cause === 'limit') return aggregate(index, finding);
  if (cause === 'loop') return [step('gateway-allow-own-asn', { gateway: name, asn: String(CLOUD_ASN) })];
  if (cause !== 'filtered') return [look(gateway, name, address)];
  return [step('gateway-permit-out', { gateway: name, address, prefix }, permitted(gateway, address, prefix, 'out'))];
};

/** One more line in the list that is declared for the neighbour. Of a list whose name nobody knows: where its name is to be read. */
function permitted(gateway: Gateway | undefined, address: string, prefix: string, direction: 'in' | 'out') {
  const filter = gateway?.filters?.find((each) => each.peer === address && each.direction === direction);
  const family = familyOf(prefix);
  if (filter?.name === undefined)
    return lines(gateway, { frr: [`show bgp neighbors ${address}`], gobgp: [`gobgp global policy`, 'gobgp policy'] });
  const list = `${family === 6 ? 'ipv6' : 'ip'} prefix-list ${filter.name}`;
  const frr = [
    'configure terminal',
    `${list}${placeIn(filter.rules ?? [], prefix)} permit ${prefix}`,
    'end',
    `clear bgp ipv${family} unicast ${address} soft ${direction}`,
  ];
  const gobgp = [
    `gobgp policy prefix add ${filter.name} ${prefix}`,
    `gobgp neighbor ${address} softreset${direction} -a ipv${family}`,
  ];
  return lines(gateway, { frr, gobgp });
}

/** Before the first line that would deny it: without a number a line comes last. */
function placeIn(rules: readonly FilterRule[], prefix: string): string {
  const parsed = tryParsePrefix(prefix);
  const denying = rules.find((rule) => rule.action === 'deny' && parsed.ok && fitsRule(rule, parsed.value));
  const { sequence = 0 } = denying ?? {};
  const taken = new Set(rules.map((rule) => rule.sequence));
  return sequence > 1 && !taken.has(sequence - 1) ? ` seq ${sequence - 1}` : '';
}

export const cloudRangeIn: StepsOf = (index, finding) => {
  const prefixes = text(finding, 'uncovered').split(', ');
  return prefixes.map((prefix) => {
    const { gateway, address } = linkOf(index, finding, familyOf(prefix));
    const params = { gateway: nameOf(gateway, finding), address, prefix };
    return step('gateway-permit-in', params, permitted(gateway, address, prefix, 'in'));
  });
};

export const ownBlock: StepsOf = (index, finding) => {
  const gateway = index.gateways.get(text(finding, 'gateway'));
  const prefix = text(finding, 'prefix');
  const blocks = index.estate.clusters
    .flatMap(({ siteBlocks = [] }) => siteBlocks)
    .filter((each) => each.site === gateway?.site && prefixFamily(each.prefix) === familyOf(prefix))
    .map((each) => each.prefix);
  const inside = inFamily(
    familyOf(prefix),
    ...blocks.map((block) => `aggregate-address ${block}`),
    `no aggregate-address ${prefix}`,
  );
  const commands = lines(gateway, {
    frr: configured(gateway, ...inside),
    gobgp: [
      ...blocks.map((block) => `gobgp global rib add ${block} -a ipv${familyOf(block)}`),
      `gobgp global rib del ${prefix} -a ipv${familyOf(prefix)}`,
    ],
  });
  const params = { gateway: nameOf(gateway, finding), prefix, blocks: blocks.join(', ') || '-' };
  return [step('gateway-own-block', params, commands)];
};

export const routeBack: StepsOf = (index, finding) => {
  const source = text(finding, 'source');
  const length = source.includes(':') ? 128 : 32;
  const { gateway, vbr, address } = linkOf(index, finding, length === 128 ? 6 : 4);
  const word = length === 128 ? 'ipv6 route' : 'ip route';
  const commands = lines(gateway, {
    frr: ['configure terminal', `${word} ${source}/${length} ${address}`, 'end'],
    gobgp: [`ip route add ${source}/${length} via ${address}`],
  });
  const params = { gateway: nameOf(gateway, finding), vbr: vbr?.key ?? '', prefix: `${source}/${length}`, address };
  return [step('gateway-route', params, commands)];
};

/** Local preference decides before everything that comes from outside. */
export const prefer: StepsOf = (index, finding) => {
  const gateway = index.gateways.get(text(finding, 'gateway'));
  const wanted = text(finding, 'wanted');
  const params = { gateway: nameOf(gateway, finding), address: wanted };
  return [step('gateway-prefer', params, preferring(gateway, wanted))];
};

function preferring(gateway: Gateway | undefined, address: string): readonly string[] {
  const inside = inFamily(carriedBy(address), `neighbor ${address} route-map PREFER in`);
  const routeMap = ['route-map PREFER permit 10', ' set local-preference 200', 'exit'];
  return lines(gateway, { frr: ['configure terminal', ...routeMap, ...configured(gateway, ...inside).slice(1)] });
}

/** Both directions by the VBR that the requests leave by: what the gateway there prefers. */
export const preferSameVbr: StepsOf = (index, finding) => {
  const [forward, back] = [text(finding, 'forward'), text(finding, 'back')];
  const vbr = index.vbrs.get(forward);
  const gateway = vbr && gatewaysOf(index, vbr)[0];
  const params = { forward, back };
  if (!gateway) return [step('prefer-same-vbr', params)];
  const prefers = localHosts(vbr).map((address) =>
    step('gateway-prefer', { gateway: gateway.key, address }, preferring(gateway, address)),
  );
  return [step('prefer-same-vbr', params), ...prefers];
};

export const podRoutes: StepsOf = (index, finding) => {
  const gateway = index.gateways.get(text(finding, 'gateway'));
  const podCidr = text(finding, 'podCidr');
  const family = `ipv${familyOf(podCidr)}`;
  const commands = lines(gateway, {
    frr: ['show bgp summary', `show bgp ${family} unicast ${podCidr}`],
    gobgp: ['gobgp neighbor', `gobgp global rib ${podCidr} -a ${family}`],
  });
  return [step('gateway-look', { gateway: nameOf(gateway, finding), address: text(finding, 'node') }, commands)];
};
