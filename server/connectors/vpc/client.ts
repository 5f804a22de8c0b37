import type VpcSdk from '@alicloud/vpc20160428';
import type { VpcSource } from '../types';
import { withDeadline } from './deadline';
import { requestIdOf, toConnectorError, unreadableAnswer } from './errors';
import { sealSecrets } from './secrets';

const API_VERSION = '2016-04-28';

/** Parameters by their wire names. Left out when undefined. */
export type WireParameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** A body as it came, without its secrets; the rows inside are still to be understood. */
export type Answer = Readonly<Record<string, unknown>>;

/** Sends exactly one request. Throws ConnectorError only. */
export type Call = (
  action: string,
  parameters: WireParameters,
  limits: { deadlineMs: number; signal?: AbortSignal },
) => Promise<Answer>;

/**
 * The only place that touches the SDK. It signs and sends; bodies are taken as the plain JSON that came, not as its models,
 * which fail a whole page over one odd row, turn a bare list into an empty one and drop a `Code` that came with HTTP 200.
 * Its retries stay off: they would hide repeated writes.
 */
export function createCall(source: VpcSource): Call {
  let client: Promise<Client> | undefined;
  return async (action, parameters, { deadlineMs, signal }) => {
    try {
      client ??= openClient(source);
      const { send } = await client.catch((failed: unknown) => {
        client = undefined;
        throw failed;
      });
      const response = await withDeadline(() => send(action, parameters, deadlineMs), deadlineMs, action, signal);
      return answerOf(response, action, source.fingerprint);
    } catch (thrown) {
      throw toConnectorError(thrown, action);
    }
  };
}

type Client = { send: (action: string, parameters: WireParameters, deadlineMs: number) => Promise<unknown> };

async function openClient(source: VpcSource): Promise<Client> {
  // Loading costs about a second and 56 MB, so only processes that call pay for it.
  const [{ default: loaded }, { $OpenApiUtil, OpenApiUtil }] = await Promise.all([
    import('@alicloud/vpc20160428'),
    import('@alicloud/openapi-core'),
  ]);
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
    send: (action, parameters, deadlineMs) =>
      sdk.callApi(
        new $OpenApiUtil.Params({
          action,
          version: API_VERSION,
          protocol: source.protocol,
          pathname: '/',
          method: 'POST',
          authType: 'AK',
          style: 'RPC',
          reqBodyType: 'formData',
          bodyType: 'json',
        }),
        new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query({ ...parameters }) }),
        runtimeOf(deadlineMs),
      ),
  };
}

/** CommonJS behind `import()`: Node gives the namespace where bundlers give the class. */
function constructorOf(loaded: unknown): typeof VpcSdk {
  const inner = (loaded as { default?: unknown }).default;
  return (inner ?? loaded) as typeof VpcSdk;
}

/** The connect timer also limits silence on an open socket: two different values would make the smaller one win. */
function runtimeOf(deadlineMs: number): Parameters<VpcSdk['callApi']>[2] {
  return { readTimeout: deadlineMs, connectTimeout: deadlineMs } as Parameters<VpcSdk['callApi']>[2];
}

function answerOf(response: unknown, action: string, fingerprint: (secret: string) => string): Answer {
  const { statusCode, body } = (response ?? {}) as { statusCode?: unknown; body?: unknown };
  // A redirect counts as success for the SDK.
  if (typeof statusCode !== 'number' || statusCode < 200 || statusCode > 299)
    throw unreadableAnswer(action, 'the source did not answer the call');
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw unreadableAnswer(action, 'the answer is not an object');
  const answer = sealSecrets(body, fingerprint) as Answer;
  if (typeof answer['Code'] === 'string' && answer['Code'] !== '')
    throw unreadableAnswer(action, 'the answer is a failure', answer['Code']);
  if (requestIdOf(answer['RequestId']) === undefined) throw unreadableAnswer(action, 'the answer has no request id');
  return answer;
}
