import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { applyEffect } from './apply-effect';
import { type Effect, inverseOf, laneOf, routerOf } from './effect';
import { findTable, findVbr, peersOf, targetOf } from './estate-lookup';
import { touchesOf } from './ground';
import type { DiffRow } from './operation';
import { definitionOf, type Operation } from './operations';
import { orderOperations } from './order-operations';
import type { PlanStep } from './plan';
import { isError } from './problem-weight';

/** The steps of operations, the states that they lead through, and what speaks against them. */
export type Walk = { steps: PlanStep[]; states: EstateView[]; diff: DiffRow[]; problems: Problem[] };

/** Validates each operation on the state that the ones before it leave, and collects its steps. */
export function walk(view: EstateView, operations: readonly Operation[]): Walk {
  const walked: Walk = { steps: [], states: [view], diff: [], problems: [] };
  for (const { operation, index } of orderOperations(operations)) {
    const state = walked.states.at(-1) ?? view;
    const definition = definitionOf(operation.kind);
    const problems = definition.validate(state, operation);
    walked.problems.push(...problems.map((each) => ({ ...each, path: ['operations', index, ...each.path] })));
    if (problems.some(isError)) continue;
    walked.diff.push(...definition.diff(state, operation));
    for (const { effect, expectedSeconds } of definition.steps(state, operation)) {
      const before = walked.states.at(-1) ?? view;
      const after = applyEffect(before, effect);
      walked.states.push(after);
      walked.steps.push({
        index: walked.steps.length,
        operation: index,
        lane: laneOf(routerOf(effect)),
        effect,
        inverse: inverseOf(effect),
        title: { code: operation.kind, params: { ...definition.title(operation) } },
        before: rowsInPlace(before, effect),
        after: rowsInPlace(after, effect),
        touches: [...touchesOf(effect)],
        expectedSeconds,
      });
    }
  }
  return walked;
}

/** The rows that stand where the effect works, as text. */
function rowsInPlace({ estate }: EstateView, effect: Effect): string[] {
  if ('router' in effect)
    return (findTable(estate, effect.router, effect.routeTable)?.entries ?? [])
      .filter((entry) => entry.prefix === effect.prefix)
      .map((entry) => `${entry.prefix} → ${targetOf(entry)} (${entry.type})`);
  const vbr = findVbr(estate, effect.vbr);
  return (vbr ? peersOf(vbr) : [])
    .filter((peer) => peer.address === effect.address)
    .map((peer) => `${effect.address} (${effect.group})${peer.bfd?.enabled ? ' BFD' : ''}`);
}
