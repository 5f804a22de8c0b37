import type { CloudSource } from '../types';
import type { Answer, Call, WireParameters } from './call';
import { withDeadline } from './deadline';
import { toConnectorError, unreadableAnswer } from './errors';

/** How one operation goes over the wire. RPC has one path for all; ROA has paths of its own, with ids in them. */
export type Route = { style: 'RPC' | 'ROA'; method: string; pathname: string; query: WireParameters };

/** What is particular to one product of the cloud. */
export type Product = {
  version: string;
  /** loads the product's SDK; its client class is the default export */
  load: () => Promise<unknown>;
  route: (action: string, parameters: WireParameters) => Route;
  /** takes the secrets out of a body, before anything else looks at it */
  seal: (body: object, action: string, fingerprint: (secret: string) => string) => Answer;
  /** throws ConnectorError for a body that is no answer to any question */
  check?: (answer: Answer, action: string) => void;
};

/**
 * The only place that touches the SDKs. They sign and send; bodies are taken as the plain JSON that came, not as their models,
 * which fail a whole page over one odd row, turn a bare list into an empty one and drop a `Code` that came with HTTP 200.
 * Their retries stay off: they would hide repeated writes.
 */
export function createCall(source: CloudSource, product: Product): Call {
  let client: Promise<Client> | undefined;
  return async (action, parameters, { deadlineMs, signal }) => {
    try {
      client ??= openClient(source, product);
      const { send } = await client.catch((failed: unknown) => {
        client = undefined;
        throw failed;
      });
      const response = await withDeadline(() => send(action, parameters, deadlineMs), deadlineMs, action, signal);
      return answerOf(response, action, source.fingerprint, product);
    } catch (thrown) {
      throw toConnectorError(thrown, action);
    }
  };
}

type Client = { send: (action: string, parameters: WireParameters, deadlineMs: number) => Promise<unknown> };
type Sdk = new (config: unknown) => {
  callApi: (params: unknown, request: unknown, runtime: unknown) => Promise<unknown>;
};

async function openClient(source: CloudSource, product: Product): Promise<Client> {
  // Loading costs about a second and 56 MB, so only processes that call pay for it.
  const [loaded, { $OpenApiUtil, OpenApiUtil }] = await Promise.all([product.load(), import('@alicloud/openapi-core')]);
  const sdk = new (constructorOf(loaded))(
    new $OpenApiUtil.Config({
      endpoint: source.endpoint,
      protocol: source.protocol,
      regionId: source.region,
      accessKeyId: source.accessKeyId,
      accessKeySecret: source.accessKeySecret,
      ...(source.securityToken === undefined ? {} : { securityToken: source.securityToken }),
      userAgent: 'causeway',
    }),
  );
  return {
    send: (action, parameters, deadlineMs) => {
      const { query, ...route } = product.route(action, parameters);
      return sdk.callApi(
        new $OpenApiUtil.Params({
          ...{ ...route, action, version: product.version, protocol: source.protocol, authType: 'AK' },
          ...{ reqBodyType: route.style === 'RPC' ? 'formData' : 'json', bodyType: 'json' },
        }),
        new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query({ ...query }) }),
        // The connect timer also limits silence on an open socket: two different values would make the smaller one win.
        { readTimeout: deadlineMs, connectTimeout: deadlineMs },
      );
    },
  };
}

/** CommonJS behind `import()`: Node gives the namespace, one or two levels deep, where bundlers give the class. */
function constructorOf(loaded: unknown): Sdk {
  const inner = (loaded as { default?: unknown }).default;
  return (typeof inner === 'function' ? inner : (inner as { default: unknown }).default) as Sdk;
}

function answerOf(
  response: unknown,
  action: string,
  fingerprint: (secret: string) => string,
  { seal, check }: Product,
): Answer {
  const { statusCode, body } = (response ?? {}) as { statusCode?: unknown; body?: unknown };
  // A redirect counts as success for the SDK.
  if (typeof statusCode !== 'number' || statusCode < 200 || statusCode > 299)
    throw unreadableAnswer(action, 'the source did not answer the call');
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw unreadableAnswer(action, 'the answer is not an object');
  const answer = seal(body, action, fingerprint);
  const code = answer['Code'] ?? answer['code'];
  if (typeof code === 'string' && code !== '') throw unreadableAnswer(action, 'the answer is a failure', code);
  check?.(answer, action);
  return answer;
}
