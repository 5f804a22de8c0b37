import { type Answered, type CloudApi, headerText, type Seen } from '@/lab/alibaba/dispatch';
import { ApiError } from '@/lab/alibaba/errors';
import { Parameters } from '@/lab/alibaba/parameters';
import type { SignedRequest } from '@/lab/alibaba/signature';
import { befall } from '@/lab/faults/befall';
import type { Lab } from '@/lab/lab';
import type { Operation } from './call';
import { denied, errorBody, invalidParameter } from './errors';
import { OPERATIONS } from './operations';
import { previousPage } from './paging';

const VERSION = '2015-12-15';

/** The container service: ROA, so verb and path must agree with the operation that the header names. */
export function ackApi(lab: Lab): CloudApi {
  return {
    ask: (request, name) => {
      const { operation, inPath } = operationOf(request, name);
      const query = Parameters.parse(request.url.split('?')[1] ?? '');
      const parameters = query.with(inPath);
      return { parameters, answer: (seen) => answer(lab, operation, jsonOf(request), seen) };
    },
    errorBody,
    denied,
  };
}

async function answer(lab: Lab, operation: Operation, json: unknown, seen: Seen): Promise<Answered> {
  const { world } = lab;
  const { parameters, requestId } = seen;
  const call = () => ({ lab, state: world.state, parameters, json, requestId });
  if (operation.method === 'POST') {
    await world.clock.sleep(world.latency.writeMs);
    const { effect } = operation.write(call());
    for (const mishap of lab.faults.afterEffect(seen.action, parameters.all)) befall(world, mishap);
    return { body: null, effect };
  }
  await world.clock.sleep(world.latency.readMs);
  return {
    body: operation.read(call()),
    repeat: () => {
      const before = previousPage(parameters);
      return before ? operation.read({ ...call(), parameters: before }) : null;
    },
  };
}

function operationOf(request: SignedRequest, name: string): { operation: Operation; inPath: Record<string, string> } {
  if (headerText(request, 'x-acs-version') !== VERSION)
    throw new ApiError(400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  const operation = OPERATIONS.get(name);
  const inPath = operation ? matched(operation.path, request.url.split('?')[0] ?? '') : null;
  if (!operation || !inPath || operation.method !== request.method)
    throw new ApiError(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
  return { operation, inPath };
}

/** The parameters in a path, or null for another path. */
function matched(template: string, path: string): Record<string, string> | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) found[name] = decodeURIComponent(given[at] ?? '');
    else if (part !== given[at]) return null;
  }
  return found;
}

function jsonOf({ body }: SignedRequest): unknown {
  if (body.length === 0) return null;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidParameter('the body is not JSON');
  }
}
