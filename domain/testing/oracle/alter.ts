import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import { Estate } from '@/domain/estate/estate';
import type { Dice } from './dice';
import { anyRoute, ROUTE_STATES } from './tangled-cloud';

/**
 * The estate with one thing of it otherwise: a row more or less, a row or session in another state, a node gone or not ready, a
 * permit taken away. What is not concerned stays the very same object, as with every change of the product.
 */
export function altered(dice: Dice, estate: Estate): Estate {
  return dice.of([withVbrTable, withVbrTable, withVpcTable, withSession, withNode, withStatus, withPermits])(
    dice,
    estate,
  );
}

type Alter = (dice: Dice, estate: Estate) => Estate;

/** A copy of the list with another in the place of one member. */
function another<T>(dice: Dice, list: readonly T[], change: (member: T) => T): T[] {
  const chosen = dice.below(Math.max(1, list.length));
  return list.map((member, at) => (at === chosen ? change(member) : member));
}

function withRows(dice: Dice, table: RouteTable, hops: readonly string[]): RouteTable {
  const { entries } = table;
  if (!entries) return { ...table, entries: [] };
  const made = (): RouteEntry[] =>
    Estate.parse({
      metadata: { name: 'row' },
      vbrs: [{ key: 'v', routeTable: { key: 't', entries: [anyRoute(dice, hops)] } }],
    }).vbrs[0]?.routeTable?.entries ?? [];
  const kind = dice.below(3);
  if (kind === 0) return { ...table, entries: [...entries, ...made()] };
  if (kind === 1) return { ...table, entries: entries.filter((_, at) => at !== dice.below(entries.length)) };
  return { ...table, entries: another(dice, entries, (row) => ({ ...row, status: dice.of(ROUTE_STATES) })) };
}

const withVbrTable: Alter = (dice, estate) => ({
  ...estate,
  vbrs: another(dice, estate.vbrs, (vbr) => {
    const hops = [vbr.vlanInterface ?? 'ri-nowhere', vbr.key.replace('vbr', 'ri-vbr')];
    return vbr.routeTable ? { ...vbr, routeTable: withRows(dice, vbr.routeTable, hops) } : vbr;
  }),
});

const withVpcTable: Alter = (dice, estate) => ({
  ...estate,
  vpcs: another(dice, estate.vpcs, (vpc) => ({
    ...vpc,
    routeTables:
      vpc.routeTables && another(dice, vpc.routeTables, (table) => withRows(dice, table, ['ri-vpc-0', 'ri-vpc-1'])),
  })),
});

const withSession: Alter = (dice, estate) => ({
  ...estate,
  vbrs: another(dice, estate.vbrs, (vbr) => ({
    ...vbr,
    bgpGroups: vbr.bgpGroups?.map((group) => ({
      ...group,
      peers:
        group.peers &&
        another(dice, group.peers, (peer) => ({
          ...peer,
          observed: { sessionState: dice.of(['established', 'idle', 'unknown'] as const) },
        })),
    })),
  })),
});

const withNode: Alter = (dice, estate) => ({
  ...estate,
  clusters: another(dice, estate.clusters, (cluster) => ({
    ...cluster,
    nodes: dice.chance(0.5)
      ? cluster.nodes?.slice(1)
      : cluster.nodes && another(dice, cluster.nodes, (node) => ({ ...node, ready: !(node.ready ?? true) })),
  })),
});

const withStatus: Alter = (dice, estate) =>
  dice.chance(0.5)
    ? {
        ...estate,
        vbrs: another(dice, estate.vbrs, (vbr) => ({ ...vbr, status: dice.of(['active', 'recovering', 'odd']) })),
      }
    : {
        ...estate,
        physicalConnections: another(dice, estate.physicalConnections, (circuit) => ({
          ...circuit,
          businessStatus: dice.of(['normal', 'FinancialLocked']),
        })),
      };

const withPermits: Alter = (dice, estate) => ({
  ...estate,
  gateways: another(dice, estate.gateways, (gateway) => ({
    ...gateway,
    permits: dice.of([undefined, [], gateway.permits?.slice(1)]),
    firewallGroup: dice.of([gateway.firewallGroup, undefined, 'pair']),
  })),
});
