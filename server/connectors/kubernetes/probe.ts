import type { Grant, ProbeResult } from '../types';
import type { Client } from './client';
import type { Clock } from './clock';
import { toConnectorError } from './errors';
import { understood } from './read';

const LIMITS = { deadlineMs: 10_000, maxBytes: 1024 * 1024 };

type Right = { verb: string; resource: string; group?: string; namespace?: string; name?: string };

/** Everything that observing and watching ask for. */
const NEEDED: readonly Right[] = [
  ...['list', 'watch'].map((verb): Right => ({ verb, resource: 'nodes' })),
  ...['get', 'list', 'watch'].flatMap((verb): Right[] => [
    { verb, resource: 'configmaps', namespace: 'kube-system', name: 'eni-config' },
    { verb, resource: 'configmaps', namespace: 'kube-system', name: 'kube-flannel-cfg' },
    { verb, resource: 'configmaps', namespace: 'kube-flannel', name: 'kube-flannel-cfg' },
  ]),
  ...['list', 'watch'].flatMap((verb): Right[] => [
    { verb, resource: 'daemonsets', group: 'apps', namespace: 'kube-system' },
    { verb, resource: 'daemonsets', group: 'apps', namespace: 'kube-flannel' },
  ]),
];

/**
 * Never needed: Terway's configuration is changed through the container service alone, which writes over everything else. Asked
 * about so that a person sees that the credential could do more than it should.
 */
const NEVER_USED: readonly Right[] = ['update', 'patch', 'delete'].map((verb) => ({
  verb,
  resource: 'configmaps',
  namespace: 'kube-system',
  name: 'eni-config',
}));

/** Asks the API server what the credential may do (SelfSubjectAccessReview, authorization.k8s.io/v1). Nothing is written. */
export async function probe(client: Client, clock: Clock, signal?: AbortSignal): Promise<ProbeResult> {
  const started = clock.now();
  // Alone and first: it tells whether anybody answers, and how fast.
  await understood('version', client.version.getCode({}, client.bounded({ ...LIMITS, signal })));
  const latencyMs = clock.now() - started;
  const ask = async (right: Right, needed: Grant['needed']): Promise<Grant> => {
    const action = actionOf(right);
    try {
      return { action, needed, state: await allowed(client, right, signal) };
    } catch (thrown) {
      const { code } = toConnectorError(thrown, 'SelfSubjectAccessReview').details;
      return { action, needed, state: 'unknown', ...(code === undefined ? {} : { code }) };
    }
  };
  const grants = await Promise.all([
    ...NEEDED.map((right) => ask(right, 'observe')),
    ...NEVER_USED.map((right) => ask(right, 'never')),
  ]);
  return { grants, latencyMs };
}

function actionOf({ verb, resource, namespace, name }: Right): string {
  return `${verb} ${[namespace, resource, name].filter((part) => part !== undefined).join('/')}`;
}

async function allowed(client: Client, right: Right, signal?: AbortSignal): Promise<Grant['state']> {
  const body = { spec: { resourceAttributes: right } };
  const bounds = client.bounded({ ...LIMITS, signal });
  const asking = client.authorization.createSelfSubjectAccessReview({ body }, bounds);
  const verdict: unknown = (await understood('SelfSubjectAccessReview', asking)).status?.allowed;
  return verdict === true ? 'granted' : verdict === false ? 'denied' : 'unknown';
}
