import { createHmac, timingSafeEqual } from 'node:crypto';
import { certificateFrom } from './certificate';
import { qualified, READ_VERBS, type ResourceType } from './resources';
import { StatusError } from './status';

/** `reader` may read what the product needs and nothing else; `admin` may do everything. */
export type LabUser = 'reader' | 'admin';

/** Searched for in the whole product: what turns up anywhere but in a kubeconfig has leaked. */
const TOKEN_PREFIX = 'CANARY-kube-token';

/** A token that says by itself for whom, for which cluster and until when (ms, 0: for ever). */
export function tokenFor(secret: string, cluster: string, user: LabUser, until = 0): string {
  const claim = Buffer.from(JSON.stringify([cluster, user, until])).toString('base64url');
  return `${TOKEN_PREFIX}.${claim}.${signatureOf(secret, claim)}`;
}

function signatureOf(secret: string, claim: string): string {
  return createHmac('sha256', secret).update(claim).digest('base64url');
}

/** @throws StatusError 401, in the few words that a real server has for it */
export function authenticate(secret: string, header: string | undefined, cluster: string, now: number): LabUser {
  const [prefix, claim = '', signature = ''] = (header ?? '').replace(/^Bearer /, '').split('.');
  const expected = Buffer.from(signatureOf(secret, claim));
  const given = Buffer.from(signature);
  if (prefix === TOKEN_PREFIX && given.length === expected.length && timingSafeEqual(given, expected)) {
    const [place, user, until] = JSON.parse(Buffer.from(claim, 'base64url').toString()) as [string, LabUser, number];
    if (place === cluster && (until === 0 || until > now)) return user;
  }
  throw new StatusError(401, 'Unauthorized', 'Unauthorized');
}

const READABLE = new Set(['nodes', 'configmaps', 'daemonsets']);

export function mayDo(user: LabUser, verb: string, resource: string): boolean {
  if (user === 'admin') return true;
  if (resource === 'selfsubjectaccessreviews') return verb === 'create';
  return READABLE.has(resource) && (READ_VERBS as readonly string[]).includes(verb);
}

/** @throws StatusError 403 that names user, verb and resource, as a real server does */
export function authorise(
  user: LabUser,
  verb: string,
  type: ResourceType,
  { namespace, name }: { namespace?: string; name?: string },
): void {
  if (mayDo(user, verb, type.plural)) return;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = `cannot ${verb} resource "${type.plural}" in API group "${type.group}" ${where}`;
  const named = name === undefined ? '' : ` "${name}"`;
  throw new StatusError(403, 'Forbidden', `${qualified(type)}${named} is forbidden: User "causeway-${user}" ${what}`, {
    ...(name === undefined ? {} : { name }),
    kind: type.plural,
  });
}

export type Entrance = { secret: string; port: number };

/** What opens one cluster of the lab, in the form that every client takes. */
export function kubeconfigFor({ secret, port }: Entrance, cluster: string, user: LabUser, until = 0): string {
  const name = `lab-${cluster}`;
  const authority = Buffer.from(certificateFrom(secret).certificate).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      {
        name,
        cluster: {
          server: `https://127.0.0.1:${port}/clusters/${encodeURIComponent(cluster)}`,
          'certificate-authority-data': authority,
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: `causeway-${user}` } }],
    users: [{ name: `causeway-${user}`, user: { token: tokenFor(secret, cluster, user, until) } }],
  });
}
