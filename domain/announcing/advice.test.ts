import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import { indexEstate } from '@/domain/routing/estate-index';
import { seedWith, viewOf } from '@/domain/testing/seed-figure';
import { announceAdvice, announceAdviceOf } from './advice';

const VBR = 'vbr-bp1hz';
const adviceOn = (edit: (estate: Estate) => void) => {
  const index = indexEstate(viewOf(seedWith(edit)));
  return announceAdvice(index, index.vbrs.get(VBR)!);
};

/** The gateway is seen to send these to the VBR, whose limit is this. */
const sending = (limit: number, ...prefixes: readonly string[]) =>
  adviceOn((estate) => {
    estate.vbrs[0]!.bgpGroups![0]!.routeLimit = limit;
    const paths = prefixes.map((text) => {
      return { peer: '169.254.10.1' as never, direction: 'advertised' as const, prefix: parsePrefix(text) };
    });
    estate.gateways[0]!.observed = { paths };
  });

describe('what to announce toward a VBR', () => {
  it('is the fewest prefixes for what is announced and for what is missing', () => {
    const [advice] = sending(110, '10.0.0.0/25', '10.0.0.128/25');
    expect(advice).toMatchObject({
      vbr: VBR,
      gateway: 'hz-sw-1',
      by: 'advertised',
      announced: ['10.0.0.0/25', '10.0.0.128/25'],
      missing: ['10.0.1.0/25'],
      exact: { prefixes: ['10.0.0.0/24', '10.0.1.0/25'] },
      fit: 'fits',
    });
    expect(advice).not.toHaveProperty('wider');
  });

  it('leaves out what a static row of the VBR leads to already, and keeps a default route as it is', () => {
    const [advice] = sending(110, '0.0.0.0/0', '10.0.0.0/16');
    expect(advice).toMatchObject({ missing: [], exact: { prefixes: ['0.0.0.0/0', '10.0.0.0/16'] } });
  });

  it.each([
    [5, 'near'],
    [4, 'over'],
    [2, 'over'],
  ])('under a limit of %i is %s its limit, and says what fewer prefixes would draw and whose that is', (limit, fit) => {
    const [advice] = sending(limit, '10.0.0.0/25', '10.0.1.0/25', '10.0.2.0/25', '10.0.4.0/25');
    expect(advice).toMatchObject({ missing: ['10.0.0.128/25'], exact: { prefixes: { length: 4 } }, fit });
    expect(advice?.wider?.prefixes.length).toBeLessThan(limit * 0.8);
    expect(advice?.wider?.attractions[0]).toMatchObject({
      owners: [{ owner: { key: 'dc-hz1' }, role: 'site-block', own: true }],
    });
  });

  it('names another site and its flows where an aggregate would draw them away', () => {
    const [advice] = adviceOn((estate) => {
      estate.vbrs[0]!.bgpGroups![0]!.routeLimit = 2;
      const other = { key: 'dc-2', kind: 'data-centre' as const, lans: [], hostPrefixes: [parsePrefix('10.0.2.0/24')] };
      estate.sites.push(other);
      estate.flows.push({ key: 'to-dc-2', from: { pool: 'np-cloud' }, to: { site: 'dc-2' }, mustHold: true });
      const sent = ['10.0.0.0/24', '10.0.1.0/24', '10.0.3.0/24'].map(parsePrefix);
      estate.gateways[0]!.observed = {
        paths: sent.map((prefix) => ({ peer: '169.254.10.1' as never, direction: 'advertised' as const, prefix })),
      };
    });
    expect(advice?.wider).toMatchObject({
      prefixes: ['10.0.0.0/22'],
      attractions: [
        {
          prefix: '10.0.0.0/22',
          ranges: ['10.0.2.0/24'],
          owners: [
            { owner: { kind: 'site', key: 'dc-2' }, role: 'host', own: false },
            { owner: { kind: 'site', key: 'dc-hz1' }, role: 'site-block', own: true },
          ],
          flows: expect.arrayContaining(['to-dc-2']) as string[],
        },
      ],
    });
  });

  it('rests on the rows of the VBR where nobody read the gateway, and on settings where several sessions may have brought them', () => {
    expect(adviceOn(() => undefined)[0]).toMatchObject({ by: 'held', exact: { prefixes: ['10.0.0.0/16'] } });
    const two = adviceOn((estate) =>
      estate.vbrs[0]!.bgpGroups![0]!.peers!.push({ key: 'bgp-2', address: '169.254.20.2' as never }),
    );
    expect(two.map(({ by }) => by)).toEqual(['predicted', 'predicted']);
  });

  it('is asked for by gateway too', () => {
    const index = indexEstate(viewOf(seedWith(() => undefined)));
    expect(announceAdviceOf(index, index.gateways.get('hz-sw-1')!)).toMatchObject([{ vbr: VBR, peer: 'bgp-bp1hz' }]);
  });
});

describe('the commands for a gateway', () => {
  const commandsFor = (driver: 'frr' | 'gobgp' | 'junos') =>
    adviceOn((estate) => {
      estate.gateways[0]!.driver = driver;
      estate.gateways[0]!.observed = {
        paths: [{ peer: '169.254.10.1' as never, direction: 'advertised', prefix: parsePrefix('10.0.1.0/25') }],
      };
    })[0]!.exact.commands;

  it('of FRR make the aggregate and let nothing else out to this neighbour', () => {
    expect(commandsFor('frr')).toEqual([
      'configure terminal',
      'no ip prefix-list to-vbr-bp1hz',
      'ip prefix-list to-vbr-bp1hz seq 5 permit 10.0.0.0/24',
      'ip prefix-list to-vbr-bp1hz seq 10 permit 10.0.1.0/25',
      'router bgp 65001',
      ' address-family ipv4 unicast',
      '  aggregate-address 10.0.0.0/24',
      '  neighbor 169.254.10.1 prefix-list to-vbr-bp1hz out',
      ' exit-address-family',
      'end',
      'clear bgp ipv4 unicast 169.254.10.1 soft out',
    ]);
  });

  it('of GoBGP originate what it does not have, and only that', () => {
    const commands = commandsFor('gobgp');
    expect(commands.filter((line) => line.includes('rib add'))).toEqual(['gobgp global rib add 10.0.0.0/24 -a ipv4']);
    expect(commands).toContain('gobgp policy prefix add to-vbr-bp1hz 10.0.1.0/25');
    expect(commands.at(-2)).toBe('gobgp global policy export add to-vbr-bp1hz');
  });

  it('of GoBGP begin the session anew where something has to be taken back', () => {
    const [advice] = adviceOn((estate) => {
      estate.gateways[0]!.observed = {
        paths: ['10.0.0.0/25', '10.0.0.128/25'].map((prefix) => {
          return { peer: '169.254.10.1' as never, direction: 'advertised', prefix: parsePrefix(prefix) };
        }),
      };
    });
    expect(advice?.exact.commands.slice(-2)).toEqual([
      'gobgp neighbor 169.254.10.1 disable',
      'gobgp neighbor 169.254.10.1 enable',
    ]);
  });

  it('of a session over IPv6 name its own ends and family', () => {
    const [, six] = adviceOn((estate) => {
      estate.gateways[0]!.driver = 'frr';
      estate.gateways[0]!.interfaces.push({ name: 'six', address: '2001:db8:ffff::2/126', circuit: 'pc-bp1hz' });
      estate.gateways[0]!.observed = {
        paths: ['2001:db8:e::/64', '2001:db8:e:1::/64'].map((prefix) => {
          return { peer: '2001:db8:ffff::1' as never, direction: 'advertised', prefix: parsePrefix(prefix) };
        }),
      };
      estate.vbrs[0]!.localGatewayAddress6 = '2001:db8:ffff::1/126';
      const peers = [{ key: 'bgp-six', address: '2001:db8:ffff::2' as never }];
      estate.vbrs[0]!.bgpGroups!.push({ key: 'bgpg-six', peerAsn: 65001, ipVersion: 'ipv6', peers });
    });
    expect(six).toMatchObject({ peer: 'bgp-six', by: 'advertised', exact: { prefixes: ['2001:db8:e::/63'] } });
    expect(six?.exact.commands).toEqual(
      expect.arrayContaining([
        'ipv6 prefix-list to-vbr-bp1hz-ipv6 seq 5 permit 2001:db8:e::/63',
        ' address-family ipv6 unicast',
        '  neighbor 2001:db8:ffff::1 prefix-list to-vbr-bp1hz-ipv6 out',
      ]),
    );
  });

  it('of a kind that is not spoken are none', () => {
    expect(commandsFor('junos')).toEqual([]);
  });
});
