import { z } from 'zod';
import type { RouterRef } from '@/domain/changes/effect';
import { DomainError } from '@/domain/errors';
import type { Connector, VpcSource } from '@/server/connectors/types';
import { fingerprint, SealError, unseal } from '@/server/db/secrets';
import type { Context } from '../context';
import { getSource, type StoredSource } from './stored-source';
import { assertTargetAllowed, type Protocol } from './target';

/** What is sealed of a source. */
export const Credential = z.object({ accessKeyId: z.string(), accessKeySecret: z.string() });
export type Credential = z.infer<typeof Credential>;

type Place = Pick<StoredSource, 'endpoint' | 'protocol' | 'region' | 'callsPerMinute'>;

/** A connector for a place and a credential, after the place was checked once more: a name may have moved. */
export async function connectTo(context: Context, place: Place, credential: Credential): Promise<Connector> {
  const protocol = place.protocol as Protocol;
  await assertTargetAllowed(place.endpoint, protocol);
  const source: VpcSource = {
    system: 'vpc',
    endpoint: place.endpoint,
    protocol,
    region: place.region,
    accessKeyId: credential.accessKeyId,
    accessKeySecret: credential.accessKeySecret,
    callsPerMinute: place.callsPerMinute,
    fingerprint,
  };
  if (context.connect) return context.connect(source);
  // The vendor's SDK takes a second and much memory: only processes that reach out load it.
  const { connectorFor } = await import('@/server/connectors/index');
  return connectorFor(source);
}

/** One connector per state of a source, so that its rate budget counts all calls of this process. */
const opened = new Map<string, { state: string; connector: Connector }>();

/**
 * The connector of a stored source.
 * @throws DomainError `precondition-failed` when the credential is missing or does not open, or the target is refused
 */
export async function openConnector(context: Context, source: StoredSource): Promise<Connector> {
  const stored = await context.db.sourceCredential.findUnique({ where: { sourceId: source.id } });
  if (!stored) throw new DomainError('precondition-failed', 'credential-missing', { source: source.key });
  const state = `${source.version} ${stored.rotatedAt.toISOString()}`;
  const known = opened.get(source.id);
  if (known?.state === state && !context.connect) {
    await assertTargetAllowed(source.endpoint, source.protocol as Protocol);
    return known.connector;
  }
  const connector = await connectTo(context, source, openCredential(source, stored));
  if (!context.connect) opened.set(source.id, { state, connector });
  return connector;
}

function openCredential(source: StoredSource, stored: SealedCredential): Credential {
  const credential = readCredential(source, stored);
  if (credential) return credential;
  throw new DomainError('precondition-failed', 'credential-unreadable', { source: source.key });
}

type SealedCredential = { keyId: string; sealed: Uint8Array };

/** What was sealed for a source, or null when it does not open: the key of the process is another one. */
export function readCredential(source: { id: string }, { keyId, sealed }: SealedCredential): Credential | null {
  try {
    return Credential.parse(JSON.parse(unseal(source.id, { keyId, sealed: Uint8Array.from(sealed) })));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
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
  return { connector: await openConnector(context, source), source };
}
