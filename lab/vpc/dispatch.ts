import type { FaultPlan } from '@/lab/faults/fault-plan';
import type { Fault } from '@/lab/faults/fault';
import { halfPage, looseTypes, withRowsOf } from '@/lab/faults/reshape';
import { regionsOf } from '@/lab/world/regions';
import type { SingleFlight } from '@/lab/world/single-flight';
import type { World } from '@/lab/world/world';
import { ACTIONS } from './actions';
import { ACCOUNT, type Action, type Body, type Call, type ReadAction } from './actions/action';
import { knownRegions } from './actions/regions';
import type { CallLog } from './call-log';
import { ApiError, errorBody, internalError, missing, newRequestId } from './errors';
import type { ClientTokens } from './idempotency';
import { previousPage } from './paging';
import { Parameters } from './parameters';
import { performWrite, type Performed } from './perform';
import type { RateBudget } from './quota';
import { verifySignature, type AccessKey, type NonceMemory, type SignedRequest } from './signature';

/** What goes back over the wire, or does not. */
export type Outcome =
  | { kind: 'json'; status: number; headers: Readonly<Record<string, string>>; body: Body }
  | { kind: 'html'; status: number }
  | { kind: 'drop' }
  | { kind: 'stall' };

export type Service = {
  world: World;
  faults: FaultPlan;
  calls: CallLog;
  accessKey: AccessKey;
  nonces: NonceMemory;
  tokens: ClientTokens;
  flights: SingleFlight;
  budget: RateBudget;
};

const VERSION = '2016-04-28';

/** Answers one request. Never throws: what breaks inside comes out as the service's own 500. */
export async function dispatch(service: Service, request: SignedRequest): Promise<Outcome> {
  const requestId = newRequestId();
  const action = headerText(request, 'x-acs-action');
  const seen: Seen = { action, parameters: Parameters.of({}), requestId };
  let outcome: Outcome;
  try {
    outcome = await answer(service, request, seen);
  } catch (error) {
    outcome = refusal(error, seen);
  }
  service.calls.add({
    ...seen,
    at: new Date(service.world.clock.wall()).toISOString(),
    outcome: outcome.kind === 'drop' ? 'dropped' : outcome.kind === 'stall' ? 'stalled' : outcome.status,
  });
  return outcome;
}

type Seen = {
  action: string;
  parameters: Parameters;
  requestId: string;
  code?: string;
  effect?: number;
  replayed?: boolean;
};

async function answer(service: Service, request: SignedRequest, seen: Seen): Promise<Outcome> {
  const { world, faults, budget } = service;
  verifySignature(request, service.accessKey, world.clock.wall(), service.nonces);
  const action = actionOf(request, seen.action);
  seen.parameters = Parameters.parse(request.url.split('?')[1] ?? '');
  budget.spend(seen.action, world.clock.wall());
  const struck = faults.strike(seen.action, seen.parameters.all);
  const early = await strikeBefore(struck, service, seen);
  if (early) return early;
  const call: Call = {
    parameters: seen.parameters,
    region: regionOf(action, seen.parameters, world),
    world,
    state: world.state,
  };
  const performed = await perform(service, action, call, seen);
  Object.assign(seen, { effect: performed.effect, replayed: performed.replayed });
  return (
    strikeAfter(struck, seen) ?? {
      kind: 'json',
      status: 200,
      headers: {},
      body: reshaped(struck, action, call, performed.body),
    }
  );
}

function actionOf(request: SignedRequest, name: string): Action {
  const isRpc = request.method === 'POST' && (request.url === '/' || request.url.startsWith('/?'));
  if (name === '') throw missing('Action');
  if (headerText(request, 'x-acs-version') !== VERSION)
    throw new ApiError(400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  const action = ACTIONS.get(name);
  if (!action || !isRpc)
    throw new ApiError(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
  return action;
}

function regionOf(action: Action, parameters: Parameters, world: World): string {
  const regions = regionsOf(world.state.estate);
  const region = action.regionRequired
    ? parameters.required('RegionId')
    : (parameters.text('RegionId') ?? regions[0] ?? '');
  if (!knownRegions(regions).includes(region))
    throw new ApiError(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist in our records.');
  return region;
}

async function perform(service: Service, action: Action, call: Call, seen: Seen): Promise<Performed> {
  if (action.kind === 'write')
    return performWrite(action, call, { ...service, name: seen.action, requestId: seen.requestId });
  await call.world.clock.sleep(call.world.latency.readMs);
  return { body: { RequestId: seen.requestId, ...action.run({ ...call, state: call.world.state }) } };
}

async function strikeBefore(struck: readonly Fault[], { world }: Service, seen: Seen): Promise<Outcome | null> {
  for (const fault of struck) {
    if (fault.kind === 'latency') await world.clock.sleep(fault.ms);
    if (fault.kind === 'reset') return { kind: 'drop' };
    if (fault.kind === 'deny') throw denied(seen.action);
    if (fault.kind === 'throttle') return throttled(fault, seen);
    const outcome = 'when' in fault && fault.when === 'before' ? planned(fault, seen) : null;
    if (outcome) return outcome;
  }
  return null;
}

function strikeAfter(struck: readonly Fault[], seen: Seen): Outcome | null {
  for (const fault of struck) {
    if (fault.kind === 'lost-response') return { kind: 'drop' };
    const outcome = 'when' in fault && fault.when === 'after' ? planned(fault, seen) : null;
    if (outcome) return outcome;
  }
  return null;
}

function planned(fault: Extract<Fault, { when: unknown }>, seen: Seen): Outcome {
  if (fault.kind === 'html') return { kind: 'html', status: fault.status };
  if (fault.kind === 'stall') return { kind: 'stall' };
  return refusal(new ApiError(fault.status, fault.code, fault.message ?? internalError().message), seen);
}

function throttled(fault: Extract<Fault, { kind: 'throttle' }>, seen: Seen): Outcome {
  const error = new ApiError(fault.status, fault.code, 'Request was denied due to user flow control.');
  const headers: Record<string, string> =
    fault.retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(fault.retryAfterMs) };
  return { ...refusal(error, seen), headers };
}

function denied(action: string): ApiError {
  return new ApiError(403, 'Forbidden.RAM', 'User not authorized to operate on the specified resource.', {
    AccessDeniedDetail: {
      AuthAction: `vpc:${action}`,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalDisplayName: '200000000000000001',
      AuthPrincipalOwnerId: ACCOUNT,
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
      EncodedDiagnosticMessage: 'lab',
    },
  });
}

function reshaped(struck: readonly Fault[], action: Action, call: Call, body: Body): Body {
  return struck.reduce<Body>((shaped, { kind }) => {
    if (kind === 'half-page') return halfPage(shaped);
    if (kind === 'loose-types') return looseTypes(shaped) as Body;
    if (kind === 'duplicate-page' && action.kind === 'read') return repeated(action, call, shaped);
    return shaped;
  }, body);
}

function repeated(action: ReadAction, call: Call, body: Body): Body {
  const parameters = previousPage(call.parameters);
  return parameters ? withRowsOf(body, action.run({ ...call, parameters })) : body;
}

function refusal(error: unknown, seen: Seen): Extract<Outcome, { kind: 'json' }> {
  const known = asApiError(error);
  seen.code = known.code;
  return { kind: 'json', status: known.status, headers: {}, body: errorBody(known, seen.requestId) };
}

/** A broken percent-encoding is the caller's fault; anything else unknown is ours, and is said aloud. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof URIError) return new ApiError(400, 'InvalidParameter', 'The query is not well encoded.');
  console.error('lab: a call broke', error);
  return internalError();
}

function headerText(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
