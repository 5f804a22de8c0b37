import { assertNever } from '@/domain/errors';
import type { Effect } from './effect';
import type { Operation } from './operations';
import type { Plan } from './plan';

/** The operation that has an effect. */
export function operationOf(effect: Effect): Operation {
  switch (effect.kind) {
    case 'create-route-entry':
      return { ...routeFields(effect), kind: 'add-route-entry' };
    case 'delete-route-entry':
      return { ...routeFields(effect), kind: 'remove-route-entry' };
    case 'create-bgp-peer':
      return { ...peerFields(effect), kind: 'add-bgp-peer', bfd: effect.bfd ?? { enabled: false } };
    case 'delete-bgp-peer':
      return { ...peerFields(effect), kind: 'remove-bgp-peer' };
    default:
      return assertNever(effect);
  }
}

function routeFields({ router, routeTable, prefix, nextHop }: Extract<Effect, { router: unknown }>) {
  return { router, routeTable, prefix, nextHop: { kind: nextHop.kind, key: nextHop.key } };
}

function peerFields({ vbr, group, address }: Extract<Effect, { vbr: string }>) {
  return { vbr, group, address };
}

/** What undoes a whole plan: the inverse of every step, last first. */
export function inverseOperations(plan: Pick<Plan, 'steps'>): readonly Operation[] {
  return [...plan.steps].reverse().map((step) => operationOf(step.inverse));
}
