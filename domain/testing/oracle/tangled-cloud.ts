import type { Prefix } from '@/domain/net/prefix';
import type { Dice } from './dice';
import { ALL, CLOUD, HOSTS, partOf, PODS, WIDE } from './tangled-ranges';

export const ROUTE_STATES = [
  'available',
  'available',
  'available',
  'available',
  'pending',
  'modifying',
  'deleting',
  'unknown',
] as const;

export function anyRoute(dice: Dice, hops: readonly string[]) {
  const others = ['instance', 'nat-gateway', 'ipv6-gateway'];
  const other = () => {
    if (dice.chance(0.5)) return { kind: 'transit-router-attachment', key: dice.of(ATTACHMENTS) };
    const kind = dice.of(others);
    return { kind, key: `${kind}-1` };
  };
  const hop = () => (dice.chance(0.75) ? { kind: 'router-interface', key: dice.of(hops) } : other());
  const prefix = dice.chance(0.2) ? dice.of(WIDE) : partOf(dice, ALL, 4);
  const way = dice.chance(0.1) ? { nextHops: [hop(), hop()] } : dice.chance(0.05) ? {} : { nextHop: hop() };
  return { prefix, ...way, type: dice.of(['custom', 'custom', 'bgp', 'cen', 'system']), status: dice.of(ROUTE_STATES) };
}

const ATTACHMENTS = ['tra-vpc-0', 'tra-vpc-1', 'tra-vbr-0', 'tra-vbr-1', 'ecr-1'];

/** Transit routers on some of the routers, with tables of their own that lead somewhere and elsewhere. */
export function transits(dice: Dice, vpcs: number, vbrs: number) {
  if (dice.chance(0.4)) return [];
  const routers = [
    ...Array.from({ length: vpcs }, (_, at) => `vpc-${at}`),
    ...Array.from({ length: vbrs }, (_, at) => `vbr-${at}`),
  ];
  const attachments = routers
    .filter(() => dice.chance(0.8))
    .map((router) => ({
      key: `tra-${router}`,
      router,
      status: dice.of([undefined, 'attached', 'attached', 'Attached', 'detached', 'odd']),
    }));
  const hops = attachments.map(({ key }) => key);
  const hop = () => ({ kind: 'transit-router-attachment', key: hops.length > 0 ? dice.of(hops) : 'tra-nowhere' });
  const toward = (ranges: readonly Prefix[], kind: string) =>
    ranges.flatMap((prefix) => {
      const own = hops.filter((key) => key.startsWith(`tra-${kind}`));
      return own.length > 0 && dice.chance(0.8)
        ? [{ prefix, nextHop: { kind: 'transit-router-attachment', key: dice.of(own) } }]
        : [];
    });
  const table = (key: string, asked: readonly string[] | undefined) => ({
    key,
    attachments: asked,
    entries: dice.maybe(
      [
        ...toward(CLOUD, 'vpc'),
        ...toward([...HOSTS, ...PODS], 'vbr'),
        ...dice.list(0, 3, () => ({
          prefix: partOf(dice, ALL, 4),
          ...(dice.chance(0.3) ? { nextHops: [hop(), hop()] } : { nextHop: hop() }),
          status: dice.of(ROUTE_STATES),
        })),
      ],
      0.95,
    ),
  });
  const kind = dice.of(['transit-router', 'transit-router', 'ecr', undefined]);
  const routeTables = dice.maybe([table('vtb-tr', dice.maybe(hops.slice(1), 0.3)), table('vtb-tr-2', undefined)], 0.95);
  return [{ key: kind === 'ecr' ? 'ecr-1' : 'tr-1', kind, attachments, routeTables }];
}

/** A row that leads on for sure, so that something arrives at all. */
function plainRoute(prefix: Prefix, key: string) {
  const kind = key.startsWith('tra') ? 'transit-router-attachment' : 'router-interface';
  return { prefix, nextHop: { kind, key }, type: 'custom', status: 'available' };
}

export function aVpc(dice: Dice, at: number, vbrs: number) {
  const hops = Array.from({ length: vbrs }, (_, vbr) => `ri-vpc-${vbr}`);
  const table = (key: string, kind: string | undefined) => ({
    key,
    kind,
    vSwitches: dice.maybe([`vsw-${at}-1`], 0.5),
    entries: dice.maybe(
      [
        ...[...HOSTS, ...PODS]
          .filter(() => dice.chance(0.7))
          .map((prefix) => plainRoute(prefix, dice.of([...hops, ...hops, `tra-vpc-${at}`]))),
        ...CLOUD.filter(() => dice.chance(0.2)).map((prefix) => plainRoute(prefix, `tra-vpc-${at}`)),
        ...dice.list(0, 4, () => anyRoute(dice, [...hops, 'ri-nowhere'])),
      ],
      0.95,
    ),
  });
  return {
    key: `vpc-${at}`,
    prefixes: dice.chance(0.3) ? dice.list(1, 2, () => partOf(dice, ALL, 3)) : CLOUD,
    vSwitches: dice.maybe(
      dice.list(1, 4, (n) => ({
        key: `vsw-${at}-${n}`,
        zone: `z-${n}`,
        prefix: partOf(dice, dice.chance(0.9) ? CLOUD : ALL, 2),
      })),
      0.95,
    ),
    routeTables: dice.maybe([
      table(`vtb-${at}`, dice.maybe('system')),
      ...(dice.chance(0.5) ? [table(`vtb-${at}-own`, 'custom')] : []),
    ]),
    securityGroups: dice.maybe(
      [`sg-${at}`, `sg-${at}-nodes`].map((group) => ({ key: group, permits: dice.maybe(permits(dice)) })),
      0.5,
    ),
  };
}

export function permits(dice: Dice) {
  const some = dice.list(0, 4, () => ({
    direction: dice.of(['ingress', 'egress', undefined]),
    from: dice.maybe(partOf(dice, ALL, 3), 0.6),
    to: dice.maybe(partOf(dice, ALL, 3), 0.6),
  }));
  return dice.chance(0.5) ? [...some, { direction: 'ingress' }, { direction: 'egress' }] : some;
}

export function pairs(dice: Dice, vpcs: number, vbrs: number) {
  return Array.from({ length: vbrs }, (_, at) => at).flatMap((at) => {
    const status = () => dice.of(['active', 'active', 'active', 'active', 'active', 'inactive', 'odd', undefined]);
    const vpc = `vpc-${at % vpcs}`;
    const near = {
      key: `ri-vbr-${at}`,
      router: `vbr-${at}`,
      opposite: `ri-vpc-${at}`,
      oppositeRouter: dice.maybe(vpc),
      status: status(),
    };
    const far = {
      key: `ri-vpc-${at}`,
      router: vpc,
      opposite: `ri-vbr-${at}`,
      oppositeRouter: dice.maybe(`vbr-${at}`),
      status: status(),
    };
    return [near, far].filter(() => dice.chance(0.97));
  });
}

export function aCircuit(dice: Dice, at: number, sites: number) {
  return {
    key: `pc-${at}`,
    site: dice.maybe(`dc-${at % sites}`),
    status: dice.of(['enabled', 'enabled', 'enabled', 'enabled', 'terminated', undefined]),
    businessStatus: dice.of(['normal', 'normal', 'normal', 'normal', 'FinancialLocked', undefined]),
  };
}

export const link = (at: number, end: 1 | 2) => `169.254.${at}.${end}`;
export const link6 = (at: number, end: 1 | 2) => `2001:db8:ffff:${at}::${end}`;
const SESSIONS = ['established', 'established', 'established', 'idle', 'active', 'unknown'] as const;

export function aVbr(dice: Dice, at: number, vpcs: number) {
  const hops = [`ri-vlan-${at}`, `ri-vbr-${at}`];
  const entries = [
    ...CLOUD.filter(() => dice.chance(0.8)).map((prefix) =>
      plainRoute(prefix, dice.of([`ri-vbr-${at}`, `ri-vbr-${at}`, `tra-vbr-${at}`])),
    ),
    // Now and then on to another data centre, by way of the cloud.
    ...[...HOSTS, ...PODS]
      .filter(() => dice.chance(0.7))
      .map((prefix) =>
        plainRoute(prefix, dice.chance(0.8) ? `ri-vlan-${at}` : dice.of([`ri-vbr-${at}`, `tra-vbr-${at}`])),
      ),
    ...dice.list(0, 4, () => anyRoute(dice, [...hops, ...hops, 'ri-nowhere'])),
  ];
  return {
    key: `vbr-${at}`,
    physicalConnections: dice.chance(0.75) ? [`pc-${at}`] : dice.list(0, 3, (n) => `pc-${n}`),
    vlanInterface: `ri-vlan-${at}`,
    vlanId: 100 + at,
    status: dice.of(['active', 'active', 'active', 'active', 'Active', 'recovering', undefined]),
    localGatewayAddress: dice.maybe(
      dice.chance(0.9)
        ? `${link(at, 1)}/30`
        : dice.of([`${link(at, 1)}/32`, `169.254.${at}.3/30`, `169.254.${at}.9/30`]),
    ),
    peerGatewayAddress: dice.maybe(`${link(at, 2)}/30`),
    localGatewayAddress6: dice.maybe(`${link6(at, 1)}/126`, 0.6),
    peerGatewayAddress6: dice.maybe(`${link6(at, 2)}/126`, 0.6),
    routeTable: dice.maybe({ key: `vtb-vbr-${at}`, entries: dice.maybe(entries, 0.95) }, 0.95),
    bgpGroups: dice.maybe(dice.list(0, 2, (n) => aGroup(dice, at, n))),
    bgpNetworks: dice.maybe(
      [...CLOUD, ...dice.list(0, 2, () => partOf(dice, CLOUD, 3))]
        .filter(() => dice.chance(0.8))
        .map((prefix) => ({
          prefix,
          vpc: `vpc-${at % vpcs}`,
          status: dice.of(['available', 'available', 'available', 'pending', 'modifying', 'deleted', undefined]),
        })),
    ),
  };
}

function aGroup(dice: Dice, vbr: number, n: number) {
  const ipVersion = dice.of([undefined, 'ipv4', 'ipv6']);
  const end = ipVersion === 'ipv6' && dice.chance(0.8) ? link6 : link;
  return {
    key: `group-${vbr}-${n}`,
    localAsn: dice.of([undefined, 45104, 64999]),
    peerAsn: dice.of([65001, 65001, 65002]),
    routeLimit: dice.of([undefined, undefined, undefined, 2]),
    ipVersion,
    authKey: dice.maybe({ secret: dice.of(['key-a', 'key-b']) }, 0.5),
    authKeyFingerprint: dice.maybe(dice.of(['f-a', 'f-b']), 0.3),
    peers: dice.maybe(
      dice.list(0, 2, (p) => ({
        key: `peer-${vbr}-${n}-${p}`,
        address: dice.maybe(end(dice.chance(0.9) ? vbr : dice.below(3), 2)),
        bfd: dice.of([undefined, { enabled: true }]),
        observed: dice.maybe({
          sessionState: dice.of(SESSIONS),
          receivedRoutes: dice.of([undefined, undefined, 1, 2, 110]),
        }),
      })),
    ),
  };
}
