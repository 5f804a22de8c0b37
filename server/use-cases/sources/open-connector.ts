import type { RouterRef } from '@/domain/changes/effect';
import { DomainError } from '@/domain/errors';
import { SourceCredential, type SourceSettings } from '@/domain/sources/settings';
import { type Connector, isConnector, type Observer, type ReachableSource } from '@/server/connectors/types';
import { fingerprint, SealError, unseal } from '@/server/db/secrets';
import type { Context } from '../context';
import { getSource, type StoredSource } from './stored-source';
import { assertPlaceAllowed, assertTargetAllowed } from './target';

type Place = Pick<StoredSource, 'endpoint' | 'protocol' | 'region' | 'callsPerMinute' | 'settings'>;

/** A connector for a place and a credential, after the place was checked once more: a name may have moved. */
export async function connectTo(context: Context, place: Place, credential: SourceCredential): Promise<Observer> {
  await assertPlaceAllowed(place);
  const source = reachable(place, credential);
  if (context.connect) return context.connect(source);
  // The vendors' SDKs take a second and much memory: only processes that reach out load them.
  const { connectorFor } = await import('@/server/connectors/index');
  return connectorFor(source);
}

/** @throws DomainError `precondition-failed` when the credential is of another kind than the source asks for */
function reachable(place: Place, credential: SourceCredential): ReachableSource {
  const { endpoint, protocol, region, callsPerMinute, settings } = place;
  const base = { callsPerMinute, fingerprint };
  switch (settings.system) {
    case 'vpc':
    case 'ack': {
      const { accessKeyId, accessKeySecret } = expectKind(credential, 'access-key', settings);
      const { system } = settings;
      return { ...base, system, endpoint, protocol: protocol as 'http', region, accessKeyId, accessKeySecret };
    }
    case 'kubernetes': {
      const { kubeconfig } = expectKind(credential, 'kubeconfig', settings);
      // Where the cluster is stands in the kubeconfig, so it is judged when that is read.
      const allow = (server: string, spoken: 'http' | 'https') =>
        assertTargetAllowed(server, spoken, { system: settings.system });
      return { ...base, ...settings, kubeconfig: () => Promise.resolve(kubeconfig), allow };
    }
    case 'gobgp': {
      const tls = credential.kind === 'tls' ? { ...credential } : undefined;
      return { ...base, ...settings, endpoint, ...(tls ? { tls } : {}) };
    }
    case 'frr': {
      if (settings.access.kind === 'local') return { ...base, ...settings, access: settings.access };
      const { privateKey } = expectKind(credential, 'ssh-key', settings);
      return { ...base, ...settings, access: { ...settings.access, endpoint, privateKey } };
    }
  }
}

function expectKind<K extends SourceCredential['kind']>(
  credential: SourceCredential,
  kind: K,
  { system }: SourceSettings,
): Extract<SourceCredential, { kind: K }> {
  if (credential.kind === kind) return credential as Extract<SourceCredential, { kind: K }>;
  throw new DomainError('precondition-failed', 'credential-of-another-kind', { system, kind: credential.kind });
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
  const state = `${source.version} ${stored.rotatedAt.toISOString()}`;
  const known = opened.get(source.id);
  if (known?.state === state && !context.connect) {
    await assertPlaceAllowed(source);
    return known.connector;
  }
  const connector = await connectTo(context, source, openCredential(source, stored));
  if (!context.connect) opened.set(source.id, { state, connector });
  return connector;
}

function openCredential(source: StoredSource, stored: SealedCredential): SourceCredential {
  const credential = readCredential(source, stored);
  if (credential) return credential;
  throw new DomainError('precondition-failed', 'credential-unreadable', { source: source.key });
}

type SealedCredential = { keyId: string; sealed: Uint8Array };

/** What was sealed for a source, or null when it does not open: the key of the process is another one. */
export function readCredential(source: { id: string }, { keyId, sealed }: SealedCredential): SourceCredential | null {
  try {
    return SourceCredential.parse(withKind(JSON.parse(unseal(source.id, { keyId, sealed: Uint8Array.from(sealed) }))));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Access keys were sealed without a word of what they are before there was any other kind. */
function withKind(stored: unknown): unknown {
  const isKey = typeof stored === 'object' && stored !== null && !('kind' in stored) && 'accessKeyId' in stored;
  return isKey ? { kind: 'access-key', ...stored } : stored;
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
