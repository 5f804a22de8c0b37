import type { Fault } from '@/lab/faults/fault';
import type { FaultPlan } from '@/lab/faults/fault-plan';
import { halfPage, looseTypes, withRowsOf } from '@/lab/faults/reshape';
import type { World } from '@/lab/world/world';
import type { CallLog } from './call-log';
import { ApiError, internalError, newRequestId } from './errors';
import { Parameters } from './parameters';
import type { RateBudget } from './rate-budget';
import { type AccessKey, type NonceMemory, type SignedRequest, verifySignature } from './signature';

export type Body = Record<string, unknown>;

/** What goes back over the wire, or does not. A body of null is an answer without one. */
export type Outcome =
  | { kind: 'json'; status: number; headers: Readonly<Record<string, string>>; body: Body | null }
  | { kind: 'html'; status: number }
  | { kind: 'drop' }
  | { kind: 'stall' };

/** What all APIs of the cloud share: one world, one account, one plan of faults. */
export type Gate = {
  world: World;
  faults: FaultPlan;
  calls: CallLog;
  accessKey: AccessKey;
  nonces: NonceMemory;
  budget: RateBudget;
};

export type Seen = {
  action: string;
  parameters: Parameters;
  requestId: string;
  code?: string;
  effect?: number;
  replayed?: boolean;
};

/** `repeat`: the body of the page before, for a service that repeats itself. */
export type Answered = { body: Body | null; effect?: number; replayed?: boolean; repeat?: () => Body | null };

/** A request that is understood, and how it is answered. */
export type Asked = { parameters: Parameters; answer(seen: Seen): Promise<Answered> };

/** One API behind the gate. */
export type CloudApi = {
  /** @throws ApiError for a request that names no operation of this API */
  ask(request: SignedRequest, action: string): Asked;
  errorBody(error: ApiError, requestId: string): Body;
  denied(action: string): ApiError;
};

/** Answers one request. Never throws: what breaks inside comes out as the service's own 500. */
export async function dispatch(gate: Gate, api: CloudApi, request: SignedRequest): Promise<Outcome> {
  const seen: Seen = {
    action: headerText(request, 'x-acs-action'),
    parameters: Parameters.of({}),
    requestId: newRequestId(),
  };
  let outcome: Outcome;
  try {
    outcome = await answer(gate, api, request, seen);
  } catch (error) {
    outcome = refusal(api, error, seen);
  }
  gate.calls.add({
    ...seen,
    at: new Date(gate.world.clock.wall()).toISOString(),
    outcome: outcome.kind === 'drop' ? 'dropped' : outcome.kind === 'stall' ? 'stalled' : outcome.status,
  });
  return outcome;
}

async function answer(gate: Gate, api: CloudApi, request: SignedRequest, seen: Seen): Promise<Outcome> {
  const { world, faults, budget } = gate;
  verifySignature(request, gate.accessKey, world.clock.wall(), gate.nonces);
  const asked = api.ask(request, seen.action);
  seen.parameters = asked.parameters;
  budget.spend(seen.action, world.clock.wall());
  const struck = faults.strike(seen.action, seen.parameters.all);
  const early = await strikeBefore(struck, gate, api, seen);
  if (early) return early;
  const answered = await asked.answer(seen);
  Object.assign(seen, { effect: answered.effect, replayed: answered.replayed });
  return (
    strikeAfter(struck, api, seen) ?? {
      kind: 'json',
      status: answered.body === null ? 204 : 200,
      headers: {},
      body: reshaped(struck, answered),
    }
  );
}

async function strikeBefore(
  struck: readonly Fault[],
  { world }: Gate,
  api: CloudApi,
  seen: Seen,
): Promise<Outcome | null> {
  for (const fault of struck) {
    if (fault.kind === 'latency') await world.clock.sleep(fault.ms);
    if (fault.kind === 'reset') return { kind: 'drop' };
    if (fault.kind === 'deny') throw api.denied(seen.action);
    if (fault.kind === 'throttle') return throttled(fault, api, seen);
    const outcome = 'when' in fault && fault.when === 'before' ? planned(fault, api, seen) : null;
    if (outcome) return outcome;
  }
  return null;
}

function strikeAfter(struck: readonly Fault[], api: CloudApi, seen: Seen): Outcome | null {
  for (const fault of struck) {
    if (fault.kind === 'lost-response') return { kind: 'drop' };
    const outcome = 'when' in fault && fault.when === 'after' ? planned(fault, api, seen) : null;
    if (outcome) return outcome;
  }
  return null;
}

function planned(fault: Extract<Fault, { when: unknown }>, api: CloudApi, seen: Seen): Outcome {
  if (fault.kind === 'html') return { kind: 'html', status: fault.status };
  if (fault.kind === 'stall') return { kind: 'stall' };
  return refusal(api, new ApiError(fault.status, fault.code, fault.message ?? internalError().message), seen);
}

function throttled(fault: Extract<Fault, { kind: 'throttle' }>, api: CloudApi, seen: Seen): Outcome {
  const error = new ApiError(fault.status, fault.code, 'Request was denied due to user flow control.');
  const headers: Record<string, string> =
    fault.retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(fault.retryAfterMs) };
  return { ...refusal(api, error, seen), headers };
}

function reshaped(struck: readonly Fault[], { body, repeat }: Answered): Body | null {
  if (body === null) return null;
  return struck.reduce<Body>((shaped, { kind }) => {
    if (kind === 'half-page') return halfPage(shaped);
    if (kind === 'loose-types') return looseTypes(shaped) as Body;
    if (kind === 'duplicate-page') return withRowsOf(shaped, repeat?.() ?? shaped);
    return shaped;
  }, body);
}

function refusal(api: CloudApi, error: unknown, seen: Seen): Extract<Outcome, { kind: 'json' }> {
  const known = asApiError(error);
  seen.code = known.code;
  return { kind: 'json', status: known.status, headers: {}, body: api.errorBody(known, seen.requestId) };
}

/** A broken percent-encoding is the caller's fault; anything else unknown is ours, and is said aloud. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof URIError) return new ApiError(400, 'InvalidParameter', 'The query is not well encoded.');
  console.error('lab: a call broke', error);
  return internalError();
}

export function headerText(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
