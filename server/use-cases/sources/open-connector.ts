import type { RouterRef } from '@/domain/changes/effect';
import { DomainError } from '@/domain/errors';
import type { SourceCredential } from '@/domain/sources/settings';
import { type Connector, isConnector, type Observer, type ReachableSource } from '@/server/connectors/types';
import { fingerprint } from '@/server/db/secrets';
import type { Context } from '../context';
import { kubeconfigOf, stateOfAccess } from './cluster-access';
import { accountOf, expectKind, openCredential } from './stored-credential';
import { getSource, type StoredSource } from './stored-source';
import { assertPlaceAllowed, assertTargetAllowed } from './target';

type Place = Pick<StoredSource, 'endpoint' | 'protocol' | 'region' | 'callsPerMinute' | 'settings'> &
  Partial<Pick<StoredSource, 'deadlineSeconds'>>;

/** A connector for a place and a credential, after the place was checked once more: a name may have moved. */
export async function connectTo(context: Context, place: Place, credential: SourceCredential): Promise<Observer> {
  await assertPlaceAllowed(place);
  const source = await reachable(context, place, credential);
  if (context.connect) return context.connect(source);
  // The vendors' SDKs take a second and much memory: only processes that reach out load them.
  const { connectorFor } = await import('@/server/connectors/index');
  return connectorFor(source);
}

/** @throws DomainError `precondition-failed` when the credential is of another kind than the source asks for */
async function reachable(context: Context, place: Place, credential: SourceCredential): Promise<ReachableSource> {
  const { endpoint, callsPerMinute, deadlineSeconds, settings } = place;
  const base = { callsPerMinute, deadlineSeconds, fingerprint };
  switch (settings.system) {
    case 'vpc':
    case 'ack':
      return accountOf(settings.system, place, credential);
    case 'kubernetes': {
      // Where the cluster is stands in the kubeconfig, so it is judged when that is read.
      const allow = (server: string, spoken: 'http' | 'https') =>
        assertTargetAllowed(server, spoken, { system: settings.system });
      return { ...base, ...settings, kubeconfig: await kubeconfigOf(context, settings, credential), allow };
    }
    case 'gobgp': {
      // Encrypted without a certificate of its own is still encrypted: the machine's authorities judge the other side.
      const tls = credential.kind === 'tls' ? { ...credential } : place.protocol === 'grpcs' ? {} : undefined;
      return { ...base, ...settings, endpoint, ...(tls ? { tls } : {}) };
    }
    case 'frr': {
      if (settings.access.kind === 'local') return { ...base, ...settings, access: settings.access };
      const { privateKey } = expectKind(credential, 'ssh-key', settings);
      return { ...base, ...settings, access: { ...settings.access, endpoint, privateKey } };
    }
  }
}

/** One connector per state of a source, so that its rate budget counts all calls of this process. */
const opened = new Map<string, { state: string; connector: Observer }>();

/**
 * The connector of a stored source.
 * @throws DomainError `precondition-failed` when the credential is missing or does not open, or the target is refused
 */
export async function openConnector(context: Context, source: StoredSource): Promise<Observer> {
  const stored = await context.db.sourceCredential.findUnique({ where: { sourceId: source.id } });
  if (!stored) throw new DomainError('precondition-failed', 'credential-missing', { source: source.key });
  const state = `${source.version} ${stored.rotatedAt.toISOString()} ${await stateOfAccess(context, source.settings)}`;
  const known = opened.get(source.id);
  if (known?.state === state && !context.connect) {
    await assertPlaceAllowed(source);
    return known.connector;
  }
  const connector = await connectTo(context, source, openCredential(source, stored));
  if (!context.connect) opened.set(source.id, { state, connector });
  return connector;
}

/** The source that holds a router, as last observed. A removed source is no way to reach anything. */
export async function sourceOfRouter(context: Pick<Context, 'db'>, router: RouterRef): Promise<StoredSource> {
  const row = await context.db.resourceVersion.findFirst({
    where: { kind: router.kind, key: router.key, validTo: null, source: { removedAt: null } },
    orderBy: [{ source: { enabled: 'desc' } }, { runNumber: 'desc' }],
    select: { sourceId: true },
  });
  if (!row) throw new DomainError('not-found', 'router-not-found', { router: router.key });
  return getSource(context.db, row.sourceId);
}

/** What reads and writes a router, and the source it belongs to, whose `readOnly` the caller heeds. */
export async function connectorOf(
  context: Context,
  router: RouterRef,
): Promise<{ connector: Connector; source: StoredSource }> {
  const source = await sourceOfRouter(context, router);
  if (!source.enabled) throw new DomainError('precondition-failed', 'source-disabled', { source: source.key });
  const connector = await openConnector(context, source);
  if (!isConnector(connector))
    throw new DomainError('precondition-failed', 'source-not-writable', { source: source.key });
  return { connector, source };
}
