import { DomainError } from '@/domain/errors';
import type { SourceCredential, SourceSettings } from '@/domain/sources/settings';
import type { Context } from '../context';
import { accountOf, expectKind, openCredential, type SealedCredential } from './stored-credential';
import { asStoredSource, type StoredSource } from './stored-source';
import { assertPlaceAllowed } from './target';

type ClusterSettings = Extract<SourceSettings, { system: 'kubernetes' }>;

/**
 * How a cluster's kubeconfig is come by: the one a person gave, or one for a short while from the container service, by the
 * rights of the source that stands for it.
 * @throws DomainError `not-found` or `precondition-failed` when that source is gone, switched off or cannot be opened
 */
export async function kubeconfigOf(
  context: Context,
  settings: ClusterSettings,
  credential: SourceCredential,
): Promise<() => Promise<string>> {
  const { access, cluster } = settings;
  if (access.kind === 'kubeconfig') {
    const { kubeconfig } = expectKind(credential, 'kubeconfig', settings);
    return () => Promise.resolve(kubeconfig);
  }
  const { source, stored } = await clusterServiceOf(context, access.source);
  await assertPlaceAllowed(source);
  const account = accountOf('ack', source, openCredential(source, stored));
  const { kubeconfigProvider } = await import('@/server/connectors/index');
  return kubeconfigProvider(account, cluster, { privateAddress: access.privateAddress ?? false });
}

/** What of another source a connector depends on: empty, or another text as soon as that source is another one. */
export async function stateOfAccess(context: Context, settings: SourceSettings): Promise<string> {
  if (settings.system !== 'kubernetes' || settings.access.kind !== 'ack') return '';
  const { source, stored } = await clusterServiceOf(context, settings.access.source);
  return `${source.id} ${source.version} ${stored.rotatedAt.toISOString()}`;
}

async function clusterServiceOf(
  context: Context,
  key: string,
): Promise<{ source: StoredSource; stored: SealedCredential & { rotatedAt: Date } }> {
  const row = await context.db.source.findFirst({
    where: { key, system: 'ack', removedAt: null },
    include: { credential: true },
  });
  if (!row) throw new DomainError('not-found', 'source-not-found', { source: key });
  if (!row.enabled) throw new DomainError('precondition-failed', 'source-disabled', { source: key });
  if (!row.credential) throw new DomainError('precondition-failed', 'credential-missing', { source: key });
  return { source: asStoredSource(row), stored: row.credential };
}
