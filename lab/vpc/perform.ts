import type { Answered } from '@/lab/alibaba/dispatch';
import { befall } from '@/lab/faults/befall';
import type { FaultPlan } from '@/lab/faults/fault-plan';
import { busyWith, type SingleFlight } from '@/lab/world/single-flight';
import type { Call, WriteAction } from './actions/action';
import { badRequest } from '@/lab/alibaba/errors';
import type { ClientTokens } from './idempotency';

export type WriteContext = {
  name: string;
  requestId: string;
  tokens: ClientTokens;
  flights: SingleFlight;
  faults: FaultPlan;
};

/**
 * Carries a write out: token, lane, latency, checks, effect, in that order. The effect, its record and the token's answer are
 * one change, saved before this returns, so a lost answer never means a lost effect.
 */
export async function performWrite(action: WriteAction, call: Call, context: WriteContext): Promise<Answered> {
  const { tokens, flights, name } = context;
  const isDryRun = action.honoursDryRun && call.parameters.flag('DryRun') === true;
  const usesToken = action.honoursToken && !isDryRun;
  const known = usesToken ? tokens.replay(call.state, name, call.parameters) : null;
  if (known) return { body: known, replayed: true };
  const table = action.table?.(call);
  const leave = table ? flights.enter(table.router) : () => undefined;
  if (!leave) throw taskConflict();
  const end = usesToken ? tokens.begin(name, call.parameters) : () => undefined;
  try {
    await call.world.clock.sleep(call.world.latency.writeMs);
    return perform(action, { ...call, state: call.world.state }, context, { isDryRun, usesToken });
  } finally {
    end();
    leave();
  }
}

function perform(
  action: WriteAction,
  call: Call,
  context: WriteContext,
  how: { isDryRun: boolean; usesToken: boolean },
): Answered {
  const { world, parameters } = call;
  refuseWhileBusy(action, call);
  const effect = action.prepare(call);
  if (how.isDryRun) throw badRequest('DryRunOperation', 'Request validation has been passed with DryRun flag set.');
  const { name, requestId, tokens } = context;
  const performed = world.change((state) => {
    const body = { RequestId: requestId, ...effect.apply(state) };
    if (how.usesToken) tokens.remember(state, name, parameters, body);
    const record = world.recordEffect({
      action: name,
      subject: effect.subject,
      token: parameters.text('ClientToken'),
      requestId,
    });
    return { body, effect: record.number };
  });
  for (const mishap of context.faults.afterEffect(name, parameters.all)) befall(world, mishap);
  return performed;
}

function refuseWhileBusy(action: WriteAction, call: Call): void {
  const table = action.table?.(call);
  const busy = table ? busyWith(call.state, table.router, table.id) : null;
  if (busy === 'unstable-entry') throw badRequest('IncorrectRouteEntryStatus', 'VBR has NotStable route entry.');
  if (busy === 'task-conflict') throw taskConflict();
}

function taskConflict(): Error {
  return badRequest('TaskConflict', 'The operation is too frequent, please wait a moment and try again.');
}
