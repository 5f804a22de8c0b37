import type { Problem } from '@/domain/errors';
import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { findVbr, findVpc, isTheRow } from '../../estate-lookup';
import type { OperationDefinition } from '../../operation';
import { checkLastPath } from '../../rules/last-path';
import { checkVbrReady } from '../../rules/router';
import { checkSettled, lookUpTable } from '../../rules/table';
import { RemoveRouteEntry } from './schema';

function validate(view: EstateView, operation: RemoveRouteEntry): readonly Problem[] {
  const { estate } = view;
  const { router, routeTable } = operation;
  const vbr = router.kind === 'vbr' ? findVbr(estate, router.key) : null;
  const vpc = router.kind === 'vpc' ? findVpc(estate, router.key) : null;
  if (!vbr && !vpc) return [{ path: ['router', 'key'], code: 'router-unknown', params: { router: router.key } }];
  const { table, problems } = lookUpTable(view, router, routeTable);
  return [
    ...(vbr ? checkVbrReady(estate, vbr) : []),
    ...problems,
    ...(table ? [...checkSettled(table), ...checkRow(view, table, operation)] : []),
  ];
}

function checkRow({ estate }: EstateView, table: RouteTable, operation: RemoveRouteEntry): readonly Problem[] {
  const { prefix, nextHop, router } = operation;
  const entries = table.entries ?? [];
  const row = entries.find((entry) => isTheRow(entry, prefix, nextHop));
  if (!row) return [missing(entries, table.key, operation)];
  // A VPC's own ranges are reached by its system routes, which no table lists.
  const system = estate.vpcs.filter((vpc) => vpc.key === router.key).flatMap((vpc) => vpc.prefixes);
  const left = [
    ...entries.filter((entry) => entry !== row),
    ...system.map((each) => ({ prefix: each, status: 'available' as const })),
  ];
  return checkLastPath(estate, [prefix], left, table.key);
}

/** Says what stands there instead, since only custom rows can be deleted (System, BGP and CEN rows follow from others). */
function missing(entries: readonly RouteEntry[], routeTable: string, { prefix, nextHop }: RemoveRouteEntry): Problem {
  const other = entries.find((entry) => entry.prefix === prefix);
  const params = { prefix, routeTable, nextHop: nextHop.key };
  if (!other) return { path: ['prefix'], code: 'route-missing', params };
  if (other.type !== 'custom')
    return { path: ['prefix'], code: 'route-not-custom', params: { ...params, type: other.type } };
  return { path: ['nextHop'], code: 'route-has-other-next-hop', params };
}

export const removeRouteEntry = {
  kind: 'remove-route-entry',
  schema: RemoveRouteEntry,
  validate,
  steps: (_view, { router, routeTable, prefix, nextHop }) => [
    { effect: { kind: 'delete-route-entry', router, routeTable, prefix, nextHop }, expectedSeconds: 5 },
  ],
  diff: (_view, { router, routeTable, prefix, nextHop }) => [
    { sign: '-', table: routeTable, router: router.key, subject: prefix, target: nextHop.key },
  ],
  title: ({ router, prefix, nextHop }) => ({ prefix, router: router.key, nextHop: nextHop.key }),
} satisfies OperationDefinition<'remove-route-entry', typeof RemoveRouteEntry>;
