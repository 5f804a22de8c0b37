import type { TransitRouter } from '@/domain/estate/transit-router';
import { routeLimitOf } from '@/domain/estate/bgp';
import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { Vpc } from '@/domain/estate/vpc';
import { CLOUD_ASN, sessionHealth, sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import { circuitReadiness, interfaceReadiness, vbrReadiness } from '@/domain/routing/sessions/link';
import { systemTable } from '@/domain/routing/walk/step-vpc';
import { byKeyOf, type BuildContext, type Element } from './elements';
import { code, nodeId, text, titled, type CardRow, type GraphStatus, type Words } from './graph';
import { routeRows, routeTexts } from './route-rows';
import { findingsOn, fromFindings, fromReadiness, isStale, worst } from './status';

const CHANGING = ['pending', 'modifying', 'deleting'];

export function vpcElement(context: BuildContext, vpc: Vpc): Element {
  const table = systemTable(vpc);
  const findings = findingsOn(context, 'vpc', [vpc.key]);
  const parts = [{ kind: 'vpc' as const }, { kind: 'v-switch' as const, within: vpc.key }];
  const stale = isStale(context, [...parts, ...(table ? [{ kind: 'route-entry' as const, within: table.key }] : [])]);
  const changing = table?.entries?.some((each) => CHANGING.includes(each.status));
  const missing = findings.filter((each) => each.kind === 'vpc-route-missing' && each.params.routeTable === table?.key);
  return {
    id: nodeId('vpc', vpc.key),
    kind: 'vpc',
    key: vpc.key,
    column: 'cloud',
    parent: regionId(vpc.site),
    title: vpc.title ? titled(vpc.title, vpc.key) : text(vpc.name ?? vpc.key),
    sub: text(vpc.prefixes.join(', ')),
    status: stale
      ? 'unknown'
      : worst([fromFindings(findings), changing ? 'changing' : 'healthy', table?.entries ? 'healthy' : 'unknown']),
    rows: context.layers.has('routes') && table ? routeRows(table, missing, stale) : [],
    below: [
      ...(context.layers.has('physical') ? vSwitchRows(vpc) : []),
      ...(context.layers.has('pods') ? securityRows(vpc) : []),
    ],
    collapsible: true,
    search: [
      ...(vpc.routeTables ?? []).flatMap(routeTexts),
      ...(vpc.vSwitches ?? []).flatMap((each) => [each.key, each.name ?? '', each.prefix]),
    ],
    findings,
  };
}

/** What the security groups of pods let pass. */
function securityRows(vpc: Vpc): readonly CardRow[] {
  return byKeyOf(vpc.securityGroups ?? [])
    .slice(0, 2)
    .flatMap((group): readonly CardRow[] => [
      {
        kind: 'section',
        id: `security ${group.key}`,
        lead: text(group.key),
        ...(group.permits ? { trail: code('permits', { count: group.permits.length }) } : {}),
      },
    ]);
}

export function vSwitchRowId(prefix: string): string {
  return `v-switch ${prefix}`;
}

/** The vSwitches of a VPC, written below its pools. */
function vSwitchRows(vpc: Vpc): readonly CardRow[] {
  const vSwitches = byKeyOf(vpc.vSwitches ?? []);
  if (vSwitches.length === 0) return [];
  const shown = vSwitches.slice(0, 6);
  return [
    { kind: 'section', id: 'v-switches', lead: code('v-switches', { count: vSwitches.length }), trail: code('free') },
    ...shown.map((each): CardRow => {
      const free = each.availableAddresses;
      const mark = free === 0 ? ('warning' as const) : undefined;
      return {
        kind: 'fact',
        id: vSwitchRowId(each.prefix),
        lead: text(each.name ?? each.key),
        ...(free === undefined ? {} : { trail: text(String(free)) }),
        ...(mark ? { mark } : {}),
      };
    }),
  ];
}

/** Declared only: no source reads transit routers. */
export function transitRouterElement(router: TransitRouter): Element {
  return {
    id: nodeId('transit-router', router.key),
    kind: 'transit-router',
    key: router.key,
    column: 'router-interface',
    parent: regionId(router.site),
    title: titled(router.title, router.key),
    sub: code('attachments', { count: router.attachments.length }),
    status: 'unknown',
    rows: [],
    slim: true,
    findings: [],
  };
}

/** Both sides of a pair are one element, named by the side on the VBR. */
export function routerInterfaceElement(
  context: BuildContext,
  near: RouterInterface,
  far: RouterInterface | undefined,
): Element {
  const keys = [near.key, ...(far ? [far.key] : [])];
  const findings = findingsOn(context, 'router-interface', keys);
  const sides = [near, ...(far ? [far] : [])].map((each) => fromReadiness(interfaceReadiness(each.status)));
  return {
    id: nodeId('router-interface', near.key),
    kind: 'router-interface',
    key: near.key,
    column: 'router-interface',
    title: text(far?.key ?? near.key),
    ...(far ? { sub: text(near.key) } : {}),
    status: isStale(context, [{ kind: 'router-interface' }]) ? 'unknown' : worst([fromFindings(findings), ...sides]),
    rows: [],
    slim: true,
    findings,
  };
}

export function vbrElement(context: BuildContext, vbr: Vbr): Element {
  const sessions = sessionsOf(vbr);
  const peers = sessions.map((each) => each.peer.key);
  const findings = [...findingsOn(context, 'vbr', [vbr.key]), ...findingsOn(context, 'bgp-peer', peers)];
  const table = vbr.routeTable;
  const tableStale = table !== undefined && isStale(context, [{ kind: 'route-entry', within: table.key }]);
  const stale = tableStale || isStale(context, [{ kind: 'vbr' }, { kind: 'bgp-peer', within: vbr.key }]);
  const changing =
    table?.entries?.some((each) => CHANGING.includes(each.status)) ||
    sessions.some((each) => each.peer.status !== undefined && CHANGING.includes(each.peer.status));
  const missing = findings.filter((each) => each.kind === 'vbr-route-missing');
  const status = worst([
    fromFindings(findings),
    fromReadiness(vbrReadiness(vbr)),
    changing ? 'changing' : 'healthy',
    table?.entries ? 'healthy' : 'unknown',
  ]);
  return {
    id: nodeId('vbr', vbr.key),
    kind: 'vbr',
    key: vbr.key,
    column: 'vbr',
    parent: regionId(vbr.site),
    title: vbr.title ? titled(vbr.title, vbr.key) : text(vbr.name ?? vbr.key),
    ...vbrSub(vbr),
    status: stale ? 'unknown' : status,
    rows: [
      ...(context.layers.has('routes') && table ? routeRows(table, missing, tableStale) : []),
      ...(context.layers.has('bgp') ? byPeer(sessions).flatMap((each) => sessionRows(context, each)) : []),
    ],
    collapsible: true,
    search: [
      ...(table ? routeTexts(table) : []),
      ...sessions.flatMap(({ peer, group }) => [peer.key, peer.address ?? '', group.key]),
    ],
    findings,
  };
}

/** The id where a name stands in its place, and the VLAN. */
function vbrSub({ key, name, title, vlanId }: Vbr): { sub?: Words } {
  const named = title !== undefined || (name !== undefined && name !== key);
  if (vlanId === undefined) return named ? { sub: text(key) } : {};
  return { sub: named ? code('id-and-vlan', { id: key, vlan: vlanId }) : code('vlan', { vlan: vlanId }) };
}

function byPeer(sessions: readonly Session[]): readonly Session[] {
  return [...sessions].sort((a, b) => (a.peer.key < b.peer.key ? -1 : 1));
}

export function sessionStatus(context: BuildContext, session: Session): GraphStatus {
  if (isStale(context, [{ kind: 'bgp-peer', within: session.vbr.key }])) return 'unknown';
  const health = sessionHealth(session);
  const changing = session.peer.status !== undefined && CHANGING.includes(session.peer.status);
  if (health === 'established')
    return worst([fromFindings(findingsOn(context, 'bgp-peer', [session.peer.key])), 'healthy']);
  if (changing) return 'changing';
  return health === 'down' ? 'broken' : 'unknown';
}

function sessionRows(context: BuildContext, session: Session): readonly CardRow[] {
  const { group, peer } = session;
  const { receivedRoutes, advertisedRoutes } = peer.observed ?? {};
  const counted = receivedRoutes !== undefined && advertisedRoutes !== undefined;
  const mark = sessionStatus(context, session);
  return [
    {
      kind: 'section',
      id: `peer ${peer.key}`,
      lead: code('as', { asn: group.peerAsn ?? CLOUD_ASN }),
      trail: code('session-state', { state: peer.observed?.sessionState ?? 'unknown' }),
    },
    { kind: 'fact', id: `session ${peer.key}`, lead: text(peer.address ?? peer.key), mark },
    ...(counted
      ? [
          {
            kind: 'fact' as const,
            id: `counters ${peer.key}`,
            lead: code('in-out', { received: receivedRoutes, advertised: advertisedRoutes }),
            trail: code('routes-of-limit', { received: receivedRoutes, limit: routeLimitOf(group) }),
          },
        ]
      : []),
  ];
}

/** A circuit stands between the boxes; with its site it is put away. */
export function circuitElement(
  context: BuildContext,
  key: string,
  { alone, site }: { alone: boolean; site: string | undefined },
): Element {
  const circuit = context.index.circuits.get(key);
  const findings = findingsOn(context, 'physical-connection', [key]);
  const stale = evidenceOf(context.index, 'physical-connection').kind === 'stale';
  const bandwidth = circuit?.bandwidthMbps;
  return {
    id: nodeId('physical-connection', key),
    kind: 'physical-connection',
    key,
    column: 'physical-connection',
    ...(site === undefined ? {} : { within: nodeId('site', site) }),
    title: circuit?.title ? titled(circuit.title, key) : text(circuit?.name ?? key),
    ...(bandwidth === undefined ? {} : { sub: code('bandwidth', { mbps: bandwidth }) }),
    status: stale ? 'unknown' : worst([fromFindings(findings), fromReadiness(circuitReadiness(circuit))]),
    rows:
      alone && context.layers.has('physical') ? [{ kind: 'fact', id: 'single-path', lead: code('single-path') }] : [],
    slim: true,
    findings,
  };
}

/** Things of the cloud whose region nobody names are boxed together. */
export function regionId(site: string | undefined): string {
  return nodeId('region', site ?? '');
}
