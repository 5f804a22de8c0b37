import { describe, expect, it, vi } from 'vitest';
import { podCidrsOf } from '@/domain/estate/cluster';
import { Estate } from '@/domain/estate/estate';
import type { Flow } from '@/domain/estate/flow';
import { nextHopsOf, RouteEntry } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { halves, prefixFamily, prefixLength } from '@/domain/net/prefix';
import { judgeFlows } from '@/domain/routing/answers/judge';
import type { Verdict } from '@/domain/routing/verdict';
import { Dice } from '@/domain/testing/oracle/dice';
import { tangledEstate, tangledView } from '@/domain/testing/oracle/tangled-estate';
import { NOON } from '@/domain/testing/seed-figure';
import { findFindings } from './index';

// Hundreds of estates, each judged twice.
vi.setConfig({ testTimeout: 60_000 });

/** Every link address on one gateway: of two that have it, the first listed is taken to be the far end of a session, and no answer is right. */
function untwisted(estate: Estate): Estate {
  const numberOf = (key: string) => Number(/\d+/u.exec(key)?.[0]);
  return {
    ...estate,
    gateways: estate.gateways.map((gateway) => ({
      ...gateway,
      interfaces: gateway.interfaces.filter(
        ({ name }) => !/^(up|six)-/.test(name) || numberOf(name) % 2 === numberOf(gateway.key),
      ),
    })),
  };
}

/** Some VPCs with rows as a cloud controller writes them: the pod subnet of a node toward its instance. */
function controlled(estate: Estate, dice: Dice): Estate {
  const subnets = estate.clusters.flatMap(({ nodes = [] }) => nodes.flatMap(podCidrsOf));
  const rows = subnets.filter(() => dice.chance(0.3)).map((prefix, at) => ({ prefix, key: `i-${at}` }));
  const written = rows.map(({ prefix, key }) =>
    RouteEntry.parse({ prefix, nextHop: { kind: 'instance', key }, type: 'custom' }),
  );
  return {
    ...estate,
    vpcs: estate.vpcs.map((vpc) => ({
      ...vpc,
      routeTables: vpc.routeTables?.map((table) =>
        table.entries && dice.chance(0.5) ? { ...table, entries: [...table.entries, ...written] } : table,
      ),
    })),
  };
}

/** A tangled estate with flows between pools, sites and ranges of it. */
function tangledWithFlows(dice: Dice): Estate {
  const estate = controlled(tangledEstate(dice), dice);
  const ends: readonly Flow['from'][] = [
    ...estate.clusters.flatMap((cluster) => (cluster.nodePools ?? []).map(({ key }) => ({ pool: key }))),
    ...estate.sites.map(({ key }) => ({ site: key })),
    ...estate.vpcs.flatMap((vpc) => vpc.prefixes.map((prefix) => ({ prefix }))),
  ];
  const flows = dice.list(6, 6, (at): Flow => ({
    key: `flow-${at}`,
    from: dice.of(ends),
    to: dice.of(ends),
    mustHold: true,
  }));
  return { ...estate, flows };
}

const said = ({ kind, reason, finding, owner }: Verdict) => [kind, reason?.code, finding, owner].join(' ');

/** What is said of an estate, without a name in it. */
function saidOf(view: EstateView) {
  const verdicts = judgeFlows(view);
  return {
    verdicts: [...verdicts]
      .filter(({ flow }) => flow.startsWith('flow-'))
      .sort((a, b) => (a.flow < b.flow ? -1 : 1))
      .map(({ forward, back }) => `${said(forward)} | ${said(back)}`),
    findings: findFindings(view, NOON, verdicts)
      .map(({ code, kind, severity, owner }) => [code, kind, severity, owner].join(' '))
      .sort(),
  };
}

/** Every list in another order. */
function reordered<T>(value: T, dice: Dice): T {
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => reordered(each, dice));
    return items
      .map((each) => ({ each, at: dice.below(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ each }) => each) as T;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, reordered(member, dice)])) as T;
}

/** Every key under another name, wherever it is written, in another order of names. */
function renamed(view: EstateView, dice: Dice): EstateView {
  const keys = new Set<string>();
  JSON.stringify(view.estate, (name, value: unknown) => {
    if ((name === 'key' || name === 'lan') && typeof value === 'string' && !value.startsWith('flow-')) keys.add(value);
    return value;
  });
  const names = new Map([...keys].map((key, at) => [key, `${dice.below(1_000_000)}-${at}`]));
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(rename);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rename(member)]));
  };
  return rename(view) as EstateView;
}

/** Rows as their two halves, all of one prefix alike, and none where a half has a row of its own that it would compete with. */
function halved(estate: Estate, dice: Dice): Estate {
  const seed = dice.below(2);
  const halve = (entries: readonly RouteEntry[] | undefined) => {
    const own = new Set(entries?.map(({ prefix }) => prefix));
    return entries?.flatMap((entry) => {
      const isWhole = prefixLength(entry.prefix) === (prefixFamily(entry.prefix) === 4 ? 32 : 128);
      // The rows of a controller are told by their prefixes, which are those of nodes.
      const isControlled = nextHopsOf(entry).some(({ kind }) => kind === 'instance');
      if (isWhole || isControlled || prefixLength(entry.prefix) % 2 === seed) return [entry];
      const parts = halves(entry.prefix);
      return parts.some((part) => own.has(part)) ? [entry] : parts.map((prefix) => ({ ...entry, prefix }));
    });
  };
  const { vpcs, vbrs } = estate;
  return {
    ...estate,
    vpcs: vpcs.map((vpc) => ({
      ...vpc,
      routeTables: vpc.routeTables?.map((table) => ({ ...table, entries: halve(table.entries) })),
    })),
    vbrs: vbrs.map((vbr) => ({
      ...vbr,
      ...(vbr.routeTable ? { routeTable: { ...vbr.routeTable, entries: halve(vbr.routeTable.entries) } } : {}),
    })),
  };
}

/** A data centre of its own beside the others, with circuit, VBR and gateway. */
function withAnotherSite(estate: Estate, dice: Dice): Estate {
  const own = Estate.parse({
    metadata: { name: 'another' },
    sites: [
      {
        key: 'dc-new',
        kind: 'data-centre',
        hostPrefixes: ['198.51.100.0/24'],
        lans: [{ key: 'dc-new/lan', prefix: '198.51.100.0/26' }],
      },
    ],
    physicalConnections: [{ key: 'pc-new', site: 'dc-new', status: 'enabled', businessStatus: 'normal' }],
    vbrs: [
      {
        key: 'vbr-new',
        physicalConnections: ['pc-new'],
        vlanInterface: 'ri-vlan-new',
        vlanId: 900,
        status: 'active',
        localGatewayAddress: '169.254.99.1/30',
        peerGatewayAddress: '169.254.99.2/30',
        routeTable: {
          key: 'vtb-vbr-new',
          entries: [{ prefix: '198.51.100.0/24', nextHop: { kind: 'router-interface', key: 'ri-vlan-new' } }],
        },
      },
    ],
    gateways: [
      {
        key: 'gw-new',
        site: 'dc-new',
        driver: 'frr',
        asn: 65099,
        interfaces: [{ name: 'up', address: '169.254.99.2/30', circuit: 'pc-new', vlanId: 900 }],
      },
    ],
  });
  const at = dice.chance(0.5);
  const beside = <T>(before: readonly T[], added: readonly T[]) => (at ? [...added, ...before] : [...before, ...added]);
  return {
    ...estate,
    sites: beside(estate.sites, own.sites),
    physicalConnections: beside(estate.physicalConnections, own.physicalConnections),
    vbrs: beside(estate.vbrs, own.vbrs),
    gateways: beside(estate.gateways, own.gateways),
  };
}

const ofEstate =
  (change: (estate: Estate, dice: Dice) => Estate) =>
  (view: EstateView, dice: Dice): EstateView => ({ ...view, estate: change(view.estate, dice) });

const asItIs = (estate: Estate) => estate;

describe('verdicts and findings stay the same', () => {
  it.each([
    ['in another order of all lists', ofEstate(reordered), untwisted],
    ['under other names', renamed, asItIs],
    ['with rows as their halves', ofEstate(halved), asItIs],
    ['beside a site that has nothing to do with it', ofEstate(withAnotherSite), asItIs],
  ] as const)('%s', (_, change, narrowed) => {
    const faults: string[] = [];
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 120; seed += 1) {
      const dice = new Dice(seed);
      const view = tangledView(dice, narrowed(tangledWithFlows(dice)));
      const [before, after] = [saidOf(view), saidOf(change(view, dice))];
      for (const finding of before.findings) kinds.add(finding.split(' ')[1] ?? '');
      for (const part of ['verdicts', 'findings'] as const)
        if (JSON.stringify(before[part]) !== JSON.stringify(after[part])) {
          const [a, b] = [before[part], after[part]];
          faults.push(
            `seed ${seed} ${part}: ${a.filter((x) => !b.includes(x)).join(', ')} -> ${b.filter((x) => !a.includes(x)).join(', ')}`,
          );
        }
    }
    expect(faults.slice(0, 10)).toEqual([]);
    expect(kinds).toContain('controller-removes');
  });
});
