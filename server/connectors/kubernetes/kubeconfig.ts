import { parse } from 'yaml';
import { z } from 'zod';
import { ConnectorError } from '../types';

/** Where a cluster's API is and what opens it. Lives in memory only. */
export type Access = {
  protocol: 'http' | 'https';
  host: string;
  port: number;
  /** before every path of the API; '' for none */
  basePath: string;
  ca?: string;
  /** the name that the certificate must bear, where it is not the host's */
  serverName?: string;
  authorization?: string;
  certificate?: string;
  key?: string;
};

const Text = z.string().max(131_072);
const Named = { name: z.string().max(256) };
const Cluster = z.object({
  server: z.string().max(1024),
  'certificate-authority-data': Text.optional(),
  'certificate-authority': z.unknown().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().max(253).optional(),
  'proxy-url': z.unknown().optional(),
});
const User = z.object({
  token: Text.optional(),
  'client-certificate-data': Text.optional(),
  'client-key-data': Text.optional(),
  username: Text.optional(),
  password: Text.optional(),
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
  tokenFile: z.unknown().optional(),
  'client-certificate': z.unknown().optional(),
  'client-key': z.unknown().optional(),
  as: z.unknown().optional(),
});
const Kubeconfig = z.object({
  'current-context': z.string().max(256),
  contexts: z.array(z.object({ ...Named, context: z.object({ cluster: z.string(), user: z.string() }) })),
  clusters: z.array(z.object({ ...Named, cluster: Cluster })),
  users: z.array(z.object({ ...Named, user: User.nullish() })),
});
type Kubeconfig = z.infer<typeof Kubeconfig>;

/** Members that would run a program, read a file of this machine, or lead somewhere else; each with what it is called in errors. */
const FORBIDDEN: readonly (readonly [member: string, code: string, what: string])[] = [
  ['exec', 'KubeconfigExec', 'runs a program to sign in'],
  ['auth-provider', 'KubeconfigAuthProvider', 'signs in through a provider'],
  ['tokenFile', 'KubeconfigFilePath', 'reads a file'],
  ['client-certificate', 'KubeconfigFilePath', 'reads a file'],
  ['client-key', 'KubeconfigFilePath', 'reads a file'],
  ['certificate-authority', 'KubeconfigFilePath', 'reads a file'],
  ['proxy-url', 'KubeconfigProxy', 'leads through a proxy'],
  ['as', 'KubeconfigImpersonation', 'acts as somebody else'],
];

/**
 * What the current context of a kubeconfig says. Nothing of the text goes into an error: it holds keys.
 * @throws ConnectorError `rejected`, with a code that says why
 */
export function readKubeconfig(text: string): Access {
  const config = parsed(text);
  for (const each of [...config.users.map(({ user }) => user), ...config.clusters.map(({ cluster }) => cluster)])
    if (each) refuseForbidden(each);
  const context = theOne(config.contexts, config['current-context']).context;
  const { cluster } = theOne(config.clusters, context.cluster);
  const { user } = theOne(config.users, context.user);
  const place = placeOf(cluster.server);
  if (place.protocol === 'https' && cluster['insecure-skip-tls-verify'] === true)
    throw refused('KubeconfigInsecure', 'The kubeconfig asks not to verify who answers.');
  return { ...place, ...verification(cluster), ...credentials(user ?? {}) };
}

function parsed(text: string): Kubeconfig {
  try {
    // Aliases serve no kubeconfig, but they can make a short text endless.
    return Kubeconfig.parse(parse(text, { maxAliasCount: 0, logLevel: 'silent' }));
  } catch {
    // Parsers quote what they could not parse, so nothing of their error may go on.
    throw refused('KubeconfigMalformed', 'The text is not a kubeconfig with a current context.');
  }
}

function refuseForbidden(holder: object): void {
  const found = FORBIDDEN.find(([member]) => (holder as Record<string, unknown>)[member] !== undefined);
  if (found) throw refused(found[1], `The kubeconfig ${found[2]} (${found[0]}).`);
}

function theOne<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find((each) => each.name === name);
  if (!found) throw refused('KubeconfigMalformed', 'The kubeconfig names a context, cluster or user that it lacks.');
  return found;
}

function placeOf(server: string): Pick<Access, 'protocol' | 'host' | 'port' | 'basePath'> {
  const url = URL.canParse(server) ? new URL(server) : null;
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw refused('KubeconfigMalformed', 'The server of the kubeconfig is not an address of an API.');
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  const port = url.port === '' ? (protocol === 'https' ? 443 : 80) : Number(url.port);
  return { protocol, host: url.hostname, port, basePath: url.pathname.replace(/\/+$/, '') };
}

function verification(cluster: Kubeconfig['clusters'][number]['cluster']): Pick<Access, 'ca' | 'serverName'> {
  const ca = cluster['certificate-authority-data'];
  const serverName = cluster['tls-server-name'];
  return { ...(ca ? { ca: pem(ca) } : {}), ...(serverName ? { serverName } : {}) };
}

function credentials(user: Partial<z.infer<typeof User>>) {
  const certificate = user['client-certificate-data'];
  const key = user['client-key-data'];
  const basic = user.username === undefined ? undefined : `${user.username}:${user.password ?? ''}`;
  const authorization = user.token
    ? `Bearer ${user.token}`
    : basic && `Basic ${Buffer.from(basic, 'utf8').toString('base64')}`;
  if (authorization !== undefined && !/^[\x20-\x7e]+$/.test(authorization))
    throw refused('KubeconfigMalformed', 'The token of the kubeconfig is not one line of plain text.');
  return {
    ...(authorization ? { authorization } : {}),
    ...(certificate && key ? { certificate: pem(certificate), key: pem(key) } : {}),
  };
}

function pem(base64: string): string {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  if (!text.includes('-----BEGIN ')) throw refused('KubeconfigMalformed', 'A certificate or key is not PEM text.');
  return text;
}

function refused(code: string, sentence: string): ConnectorError {
  return new ConnectorError('rejected', sentence, { code, outcome: 'none' });
}
