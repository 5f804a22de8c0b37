import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceAdvice } from '@/domain/announcing/advice';
import type { Finding } from '@/domain/checks/finding';
import type { Estate } from '@/domain/estate/estate';
import { groupFamily } from '@/domain/estate/bgp';
import { parsePrefix } from '@/domain/net/prefix';
import { remedyOf } from '@/domain/remedies';
import { indexEstate } from '@/domain/routing/estate-index';
import { seedWith, viewOf } from '@/domain/testing/seed-figure';
import { type Daemons, obtainDaemons } from './testing/daemons';
import { NODE, type RealGateway, startGateway, VBR } from './testing/dual-gateway';

const daemons = await obtainDaemons().catch((error: Error) => error.message);
if (typeof daemons === 'string')
  console.log(`Not run: the commands that are shown were not typed, because ${daemons}.`);

const PATIENCE = { timeout: 20_000, interval: 100 };
type Driver = 'frr' | 'gobgp';

/** The seed's gateway as that kind, with a second family on its link and at its nodes, and what it was seen to send. */
function estateOf(driver: Driver, sent: readonly string[] = [], limit = 110): Estate {
  return seedWith((estate) => {
    const [gateway, vbr] = [estate.gateways[0]!, estate.vbrs[0]!];
    gateway.driver = driver;
    gateway.interfaces.push({ name: 'six', address: '2001:db8:ffff::2/126', circuit: 'pc-bp1hz', vlanId: 110 });
    gateway.bgpPeers?.push({ address: VBR[6] as never, peerAsn: 45104 });
    vbr.localGatewayAddress6 = '2001:db8:ffff::1/126';
    vbr.peerGatewayAddress6 = '2001:db8:ffff::2/126';
    const six = { key: 'bgpg-six', localAsn: 45104, peerAsn: 65001, ipVersion: 'ipv6' as const };
    vbr.bgpGroups!.push({ ...six, peers: [{ key: 'bgp-six', address: '2001:db8:ffff::2' as never }] });
    for (const group of vbr.bgpGroups!) group.routeLimit = limit;
    const [cluster] = estate.clusters;
    cluster!.edgePodCidr6 = parsePrefix('2001:db8:e::/48');
    cluster!
      .nodes!.filter(({ podCidr }) => podCidr !== undefined)
      .forEach((node, at) => {
        node.podCidr6 = parsePrefix(at === 0 ? '2001:db8:e::/64' : `2001:db8:e:${at}::/64`);
      });
    gateway.observed = {
      routes: sent.map((text) => ({ prefix: parsePrefix(text), nextHop: NODE as never, source: 'bgp', best: true })),
      paths: sent.map((text) => ({
        peer: (text.includes(':') ? VBR[6] : VBR[4]) as never,
        direction: 'advertised' as const,
        prefix: parsePrefix(text),
      })),
    };
  });
}

function adviceFor(family: 4 | 6, estate: Estate) {
  const index = indexEstate(viewOf(estate));
  const vbr = index.vbrs.get('vbr-bp1hz')!;
  const group = vbr.bgpGroups!.find((each) => groupFamily(each) === family)!;
  return announceAdvice(index, vbr).find(({ peer }) => peer === group.peers![0]!.key)!;
}

/** The commands of what mends a finding, placeholders filled in. */
function mending(estate: Estate, kind: string, params: Finding['params'], subject?: Finding['subject']) {
  const finding = {
    ...{ code: '', kind, severity: 'error', owner: 'idc', flows: [], params },
    subject: subject ?? { kind: 'gateway', key: 'hz-sw-1' },
  } as unknown as Finding;
  const commands = remedyOf(viewOf(estate), finding).steps.flatMap((each) => each.commands ?? []);
  expect(commands).not.toEqual([]);
  return commands.map((line) => line.replace('<LIMIT>', '100').replace('<KEY>', 'a-key'));
}

const running = new Map<Driver, Promise<RealGateway>>();
function real(driver: Driver): Promise<RealGateway> {
  const known = running.get(driver) ?? startGateway(driver, daemons as Daemons);
  running.set(driver, known);
  return known;
}

const announcedTo = (whom: 'vbr' | 'other', family: 4 | 6) => async () => (await real('frr')).heardBy(whom, family);
const configured = async () => (await real('frr')).type(['show running-config']);
const stateOf = async (address: string) => {
  const said = await (await real('frr')).type([`show bgp neighbors ${address} json`]);
  return (JSON.parse(said) as Record<string, { bgpState?: string }>)[address]?.bgpState;
};

/** What is wrong at an FRR gateway, what is told to mend it, and how it shows that it did. */
const AT_FRR: readonly {
  what: string;
  wrong: readonly string[];
  tell: readonly [string, Finding['params'], Finding['subject']?];
  mended: () => Promise<unknown>;
  to: unknown;
}[] = [
  {
    what: 'a neighbour with another AS number',
    wrong: ['router bgp 65001', `neighbor ${VBR[4]} remote-as 64999`],
    tell: ['bgp-session-down', { vbr: 'vbr-bp1hz', peer: 'bgp-bp1hz', cause: 'asn', actual: '45104' }],
    mended: () => stateOf(VBR[4]),
    to: 'Established',
  },
  {
    what: 'no neighbour over IPv6',
    wrong: ['router bgp 65001', `no neighbor ${VBR[6]}`],
    tell: ['bgp-session-down', { vbr: 'vbr-bp1hz', peer: 'bgp-six', cause: 'unconfigured' }],
    mended: configured,
    to: expect.stringMatching(/ffff::1 remote-as 45104[^]*ipv6 unicast[^!]*ffff::1 activate/),
  },
  {
    what: 'a neighbour that is shut',
    wrong: ['router bgp 65001', `neighbor ${VBR[6]} shutdown`],
    tell: ['gateway-peer-shut', { gateway: 'hz-sw-1', address: VBR[6] }],
    mended: async () => (await configured()).includes(`neighbor ${VBR[6]} shutdown`),
    to: false,
  },
  {
    what: 'a neighbour that sent more than it may',
    wrong: ['router bgp 65001', 'address-family ipv4 unicast', `neighbor ${NODE} maximum-prefix 1`],
    tell: ['gateway-peer-over-limit', { gateway: 'hz-sw-1', address: NODE }],
    mended: announcedTo('other', 4),
    to: expect.arrayContaining(['10.0.0.0/25', '10.0.0.128/25']),
  },
  {
    what: 'no policy for a session over IPv6',
    wrong: ['router bgp 65001', 'bgp ebgp-requires-policy'],
    tell: ['gateway-policy-missing', { gateway: 'hz-sw-1', address: VBR[6] }],
    mended: configured,
    to: expect.stringMatching(
      /ipv6 unicast[^!]*2001:db8:ffff::1 route-map PASS in\n[^!]*2001:db8:ffff::1 route-map PASS out/,
    ),
  },
  {
    what: 'a line that denies before one that permits',
    wrong: [
      'ip prefix-list cloud seq 5 deny 10.0.0.128/25',
      'ip prefix-list cloud seq 10 permit 0.0.0.0/0 le 32',
      ...['router bgp 65001', 'no bgp ebgp-requires-policy', 'address-family ipv4 unicast'],
      `neighbor ${VBR[4]} prefix-list cloud out`,
    ],
    tell: [
      'announcement-vanished',
      { vbr: 'vbr-bp1hz', gateway: 'hz-sw-1', prefix: '10.0.0.128/25', cause: 'filtered' },
    ],
    mended: announcedTo('vbr', 4),
    to: expect.arrayContaining(['10.0.0.0/25', '10.0.0.128/25']),
  },
  {
    what: 'an aggregate that is too wide',
    wrong: ['router bgp 65001', 'address-family ipv4 unicast', 'aggregate-address 10.0.0.0/9'],
    tell: ['aggregate-too-wide', { gateway: 'hz-sw-1', prefix: '10.0.0.0/9' }],
    mended: async () => {
      const heard = await announcedTo('other', 4)();
      return [heard.includes('10.0.0.0/18'), heard.includes('10.0.0.0/9')];
    },
    to: [true, false],
  },
  {
    what: 'a probe without a way back',
    wrong: [],
    tell: ['probe-unanswered', { vbr: 'vbr-bp1hz', gateway: 'hz-sw-1', source: '192.168.255.9' }],
    mended: configured,
    to: expect.stringContaining(`ip route 192.168.255.9/32 ${VBR[4]}`),
  },
  {
    what: 'one AS number in two data centres',
    wrong: [],
    tell: ['shared-asn', { asn: '65001' }],
    mended: configured,
    to: expect.stringMatching(
      /ipv4 unicast[^!]*169.254.10.1 allowas-in[^!]*!\n address-family ipv6[^!]*ffff::1 allowas-in/,
    ),
  },
  {
    what: 'another best path than is wanted',
    wrong: [],
    tell: ['best-path-differs', { gateway: 'hz-sw-1', prefix: '2001:db8:c::/56', wanted: VBR[6] }],
    mended: configured,
    to: expect.stringMatching(/ipv6 unicast[^!]*2001:db8:ffff::1 route-map PREFER in/),
  },
  {
    what: 'BFD that is off',
    wrong: [],
    tell: ['bfd-off', { vbr: 'vbr-bp1hz', peer: 'bgp-six', gateway: 'hz-sw-1' }],
    mended: configured,
    to: expect.stringContaining(`neighbor ${VBR[6]} bfd`),
  },
  {
    what: 'a key that only one end has',
    wrong: [],
    tell: ['bgp-session-down', { vbr: 'vbr-bp1hz', peer: 'bgp-six', cause: 'key' }],
    mended: configured,
    to: expect.stringContaining(`neighbor ${VBR[6]} password a-key`),
  },
];

/** Told of either kind of gateway: what only looks is not refused. */
const LOOKS: readonly (readonly [string, Finding['params']])[] = [
  ['bgp-session-down', { vbr: 'vbr-bp1hz', peer: 'bgp-bp1hz', cause: 'unexplained' }],
  ['bgp-session-down', { vbr: 'vbr-bp1hz', peer: 'bgp-six', cause: 'unexplained' }],
  ['pod-routes-missing', { gateway: 'hz-sw-1', podCidr: '10.0.0.0/25', node: 'edge-hz1-a1' }],
  ['pod-routes-missing', { gateway: 'hz-sw-1', podCidr: '2001:db8:e::/64', node: 'edge-hz1-a1' }],
  ['cloud-range-missing', { gateway: 'hz-sw-1', vbr: 'vbr-bp1hz', uncovered: '192.168.0.0/16' }],
];

describe.skipIf(typeof daemons === 'string')('commands that are shown, typed on a real gateway', () => {
  beforeAll(() => Promise.all([real('frr'), real('gobgp')]));
  afterAll(async () => {
    for (const each of running.values()) await (await each).network.close();
  });

  const told = (driver: Driver) => async () => {
    const gateway = await real(driver);
    return [...(await gateway.heardBy('vbr', 4)), ...(await gateway.heardBy('vbr', 6))];
  };
  const PODS = ['10.0.0.0/25', '10.0.0.128/25', '2001:db8:e:1::/64', '2001:db8:e::/64'];

  test('what only looks is answered', async () => {
    for (const driver of ['frr', 'gobgp'] as const) {
      await expect.poll(told(driver), PATIENCE).toEqual(PODS);
      for (const [kind, params] of LOOKS) {
        const said = await (await real(driver)).type(mending(estateOf(driver), kind, params));
        expect(said).not.toMatch(/% (Unknown|Ambiguous)|No such neighbor/);
        expect(said).not.toBe('');
      }
    }
  });

  const promisedBy = (family: 4 | 6) => adviceFor(family, estateOf('gobgp', PODS));

  test('GoBGP keeps nothing of an earlier set', async () => {
    const gateway = await real('gobgp');
    for (const { commands, prefixes } of [adviceFor(4, estateOf('gobgp', PODS, 2)).wider!, promisedBy(4).exact]) {
      await gateway.type(commands);
      const listed = await gateway.type(['gobgp policy prefix to-vbr-bp1hz']);
      expect(listed.match(/\d+\.\d+\.\d+\.\d+\/\d+/g)).toEqual([...prefixes]);
    }
    await gateway.type(promisedBy(6).exact.commands);
  });

  test.each([4, 6] as const)(
    'FRR announces over IPv%i exactly what was promised, one set after another',
    async (family) => {
      const gateway = await real('frr');
      const sent = await gateway.heardBy('vbr', family);
      const others = await gateway.heardBy('other', 4);
      const { exact } = adviceFor(family, estateOf('frr', sent));
      const wider = adviceFor(family, estateOf('frr', sent, 2)).wider!;
      expect(wider.prefixes.length).toBeLessThan(exact.prefixes.length);
      for (const set of [exact, wider, exact]) {
        await gateway.type(set.commands);
        await expect.poll(() => gateway.heardBy('vbr', family), PATIENCE).toEqual([...set.prefixes].sort());
      }
      expect(await gateway.heardBy('other', 4)).toEqual(expect.arrayContaining([...others]));
    },
  );

  test.each(AT_FRR)(
    'FRR, $what: what is told mends it',
    async ({ wrong, tell: [kind, params, subject], mended, to }) => {
      const gateway = await real('frr');
      if (wrong.length > 0) await gateway.type(['configure terminal', ...wrong, 'end']);
      const estate = estateOf('frr');
      estate.gateways[0]!.filters = [
        {
          ...{ peer: VBR[4] as never, direction: 'out', name: 'cloud' },
          rules: [
            { sequence: 5, action: 'deny', prefix: parsePrefix('10.0.0.128/25') },
            { sequence: 10, action: 'permit', prefix: parsePrefix('0.0.0.0/0'), le: 32 },
          ],
        },
      ];
      await gateway.type(mending(estate, kind, params, subject));
      await expect.poll(mended, PATIENCE).toEqual(to);
    },
  );

  // Its sessions have begun anew meanwhile.
  test('GoBGP announces over both families exactly what was promised', async () => {
    const promised = [promisedBy(4), promisedBy(6)].flatMap(({ exact }) => [...exact.prefixes].sort());
    await expect.poll(told('gobgp'), PATIENCE).toEqual(promised);
  });

  test('GoBGP: neighbours are added, switched on and let out as told', async () => {
    const gateway = await real('gobgp');
    const estate = estateOf('gobgp');
    estate.vbrs[0]!.localGatewayAddress = '169.254.30.1/30';
    await gateway.type(
      mending(estate, 'bgp-session-down', { vbr: 'vbr-bp1hz', peer: 'bgp-bp1hz', cause: 'unconfigured' }),
    );
    expect(await gateway.type(['gobgp neighbor'])).toMatch(/169\.254\.30\.1 +45104/);
    await gateway.type([`gobgp neighbor ${VBR[6]} disable`]);
    await gateway.type(mending(estate, 'gateway-peer-shut', { gateway: 'hz-sw-1', address: VBR[6] }));
    expect(await gateway.type(['gobgp neighbor'])).not.toContain('Idle(Admin)');
    await gateway.type(mending(estate, 'gateway-peer-over-limit', { gateway: 'hz-sw-1', address: NODE }));
    await gateway.type(['gobgp global rib add 10.0.0.0/9']);
    await gateway.type(mending(estate, 'aggregate-too-wide', { gateway: 'hz-sw-1', prefix: '10.0.0.0/9' }));
    const rib = await gateway.type(['gobgp global rib']);
    expect([rib.includes('10.0.0.0/18'), rib.includes('10.0.0.0/9')]).toEqual([true, false]);
  });
});
