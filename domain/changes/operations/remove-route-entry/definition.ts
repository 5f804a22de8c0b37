import type { Problem } from '@/domain/errors';
import type { RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { findVbr, findVpc } from '../../estate-lookup';
import type { OperationDefinition } from '../../operation';
import { findCustomRow } from '../../rules/custom-row';
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
  const { prefix, router } = operation;
  const entries = table.entries ?? [];
  const found = findCustomRow(table, operation);
  if ('problem' in found) return [found.problem];
  // A VPC's own ranges are reached by its system routes, which no table lists.
  const system = estate.vpcs.filter((vpc) => vpc.key === router.key).flatMap((vpc) => vpc.prefixes);
  const left = [
    ...entries.filter((entry) => entry !== found.row),
    ...system.map((each) => ({ prefix: each, status: 'available' as const })),
  ];
  return checkLastPath(estate, [prefix], left, table.key);
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
