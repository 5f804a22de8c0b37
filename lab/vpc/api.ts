import { type Answered, type CloudApi, type Gate, headerText, type Seen } from '@/lab/alibaba/dispatch';
import { ApiError, missing } from '@/lab/alibaba/errors';
import { Parameters } from '@/lab/alibaba/parameters';
import type { SignedRequest } from '@/lab/alibaba/signature';
import { regionsOf } from '@/lab/world/regions';
import type { SingleFlight } from '@/lab/world/single-flight';
import type { World } from '@/lab/world/world';
import { ACTIONS } from './actions';
import { ACCOUNT } from '@/lab/alibaba/account';
import type { Action, Call } from './actions/action';
import { knownRegions } from './actions/regions';
import { errorBody } from './error-body';
import type { ClientTokens } from './idempotency';
import { previousPage } from './paging';
import { performWrite } from './perform';

/** What the VPC API needs beside the gate. */
export type VpcService = Gate & { tokens: ClientTokens; flights: SingleFlight };

const VERSION = '2016-04-28';

/** The VPC API: RPC, one path, the operation in a header and everything else in the query. */
export function vpcApi(service: VpcService): CloudApi {
  return {
    ask: (request, name) => {
      const action = actionOf(request, name);
      const parameters = Parameters.parse(request.url.split('?')[1] ?? '');
      return { parameters, answer: (seen) => answer(service, action, seen) };
    },
    errorBody,
    denied,
  };
}

async function answer(service: VpcService, action: Action, seen: Seen): Promise<Answered> {
  const { world } = service;
  const { parameters } = seen;
  const call: Call = { parameters, region: regionOf(action, parameters, world), world, state: world.state };
  if (action.kind === 'write')
    return performWrite(action, call, { ...service, name: seen.action, requestId: seen.requestId });
  await world.clock.sleep(world.latency.readMs);
  return {
    body: { RequestId: seen.requestId, ...action.run({ ...call, state: world.state }) },
    repeat: () => {
      const before = previousPage(parameters);
      return before ? action.run({ ...call, parameters: before }) : null;
    },
  };
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
