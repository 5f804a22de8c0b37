import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { findVbr, findVpc } from '../../estate-lookup';
import type { OperationDefinition } from '../../operation';
import { checkDestination, checkDuplicate } from '../../rules/route-destination';
import { checkNextHop, checkVbrReady } from '../../rules/router';
import { checkQuota, checkSettled, lookUpTable } from '../../rules/table';
import { AddRouteEntry } from './schema';

function validate(view: EstateView, operation: AddRouteEntry): readonly Problem[] {
  const { estate } = view;
  const { router, routeTable, prefix, nextHop } = operation;
  const vbr = router.kind === 'vbr' ? findVbr(estate, router.key) : null;
  const vpc = router.kind === 'vpc' ? findVpc(estate, router.key) : null;
  if (!vbr && !vpc) return [{ path: ['router', 'key'], code: 'router-unknown', params: { router: router.key } }];
  const { table, problems } = lookUpTable(view, router, routeTable);
  return [
    ...(vbr ? checkVbrReady(estate, vbr) : []),
    ...problems,
    ...checkDestination(router, vpc, prefix),
    ...checkNextHop(estate, router, nextHop),
    ...(table ? [...checkDuplicate(table, prefix), ...checkSettled(table), ...checkQuota(table)] : []),
  ];
}

export const addRouteEntry = {
  kind: 'add-route-entry',
  schema: AddRouteEntry,
  validate,
  steps: (_view, { router, routeTable, prefix, nextHop }) => [
    { effect: { kind: 'create-route-entry', router, routeTable, prefix, nextHop }, expectedSeconds: 5 },
  ],
  diff: (_view, { router, routeTable, prefix, nextHop }) => [
    { sign: '+', table: routeTable, router: router.key, subject: prefix, target: nextHop.key },
  ],
  title: ({ router, prefix, nextHop }) => ({ prefix, router: router.key, nextHop: nextHop.key }),
} satisfies OperationDefinition<'add-route-entry', typeof AddRouteEntry>;
