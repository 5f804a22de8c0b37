import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { Prefix } from '@/domain/net/prefix';
import type { Effect } from '../../effect';
import { findTable, findVbr, findVpc } from '../../estate-lookup';
import type { OperationDefinition, StepDraft } from '../../operation';
import { findCustomRow } from '../../rules/custom-row';
import { checkNextHop, checkVbrReady } from '../../rules/router';
import { checkSettled, lookUpTable } from '../../rules/table';
import { coverOf } from './cover';
import { MoveRouteEntry } from './schema';

function validate(view: EstateView, operation: MoveRouteEntry): readonly Problem[] {
  const { estate } = view;
  const { router, routeTable, newNextHop } = operation;
  const vbr = router.kind === 'vbr' ? findVbr(estate, router.key) : null;
  const vpc = router.kind === 'vpc' ? findVpc(estate, router.key) : null;
  if (!vbr && !vpc) return [{ path: ['router', 'key'], code: 'router-unknown', params: { router: router.key } }];
  const { table, problems } = lookUpTable(view, router, routeTable);
  return [
    ...(vbr ? checkVbrReady(estate, vbr) : []),
    ...problems,
    ...checkNextHop(estate, router, newNextHop).map((each) => ({ ...each, path: ['newNextHop'] })),
    ...checkMoves(operation),
    ...(table ? checkSettled(table) : []),
    ...checkCovered(view, operation),
  ];
}

function checkMoves({ nextHop, newNextHop, prefix }: MoveRouteEntry): readonly Problem[] {
  if (nextHop.key !== newNextHop.key) return [];
  return [{ path: ['newNextHop'], code: 'next-hop-unchanged', params: { prefix, nextHop: nextHop.key } }];
}

/** A gap is no error by itself: the states between show whom it hurts, and the author accepts that by name. */
function checkCovered({ estate }: EstateView, operation: MoveRouteEntry): readonly Problem[] {
  const { router, routeTable, prefix } = operation;
  const table = findTable(estate, router, routeTable);
  if (!table?.entries) return [];
  const found = findCustomRow(table, operation);
  if ('problem' in found) return [found.problem];
  const cover = coverOf(table, findVpc(estate, router.key), prefix);
  if (cover.ok) return [];
  return [{ path: ['prefix'], code: cover.code, params: cover.params, severity: 'warning' }];
}

/** The halves onto the new way, the row out and in again, the halves away. Uncovered, only the middle. */
function steps({ estate }: EstateView, operation: MoveRouteEntry): readonly StepDraft[] {
  const { router, routeTable, prefix, nextHop, newNextHop } = operation;
  const step = (kind: 'create-route-entry' | 'delete-route-entry', what: Prefix, to = newNextHop): StepDraft => {
    const effect: Effect = { kind, router, routeTable, prefix: what, nextHop: to };
    return { effect, expectedSeconds: 5 };
  };
  const table = findTable(estate, router, routeTable);
  const cover = table && coverOf(table, findVpc(estate, router.key), prefix);
  const held = cover?.ok ? cover.halves : [];
  return [
    ...held.map((half) => step('create-route-entry', half)),
    step('delete-route-entry', prefix, nextHop),
    step('create-route-entry', prefix),
    ...held.map((half) => step('delete-route-entry', half)),
  ];
}

export const moveRouteEntry = {
  kind: 'move-route-entry',
  schema: MoveRouteEntry,
  validate,
  steps,
  diff: (_view, { router, routeTable, prefix, nextHop, newNextHop }) => [
    { sign: '~', table: routeTable, router: router.key, subject: prefix, target: newNextHop.key, was: nextHop.key },
  ],
  title: ({ router, prefix, newNextHop }) => ({ prefix, router: router.key, nextHop: newNextHop.key }),
} satisfies OperationDefinition<'move-route-entry', typeof MoveRouteEntry>;
