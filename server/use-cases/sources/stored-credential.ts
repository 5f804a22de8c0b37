import { DomainError } from '@/domain/errors';
import { SourceCredential, type SourceSettings } from '@/domain/sources/settings';
import type { CloudSource } from '@/server/connectors/types';
import { fingerprint, SealError, unseal } from '@/server/db/secrets';
import type { StoredSource } from './stored-source';

/**
 * What opens a source.
 * @throws DomainError `precondition-failed` when it does not open
 */
export function openCredential(source: StoredSource, stored: SealedCredential): SourceCredential {
  const credential = readCredential(source, stored);
  if (credential) return credential;
  throw new DomainError('precondition-failed', 'credential-unreadable', { source: source.key });
}

export type SealedCredential = { keyId: string; sealed: Uint8Array };

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

/** @throws DomainError `precondition-failed` when the credential is of another kind than the source asks for */
export function expectKind<K extends SourceCredential['kind']>(
  credential: SourceCredential,
  kind: K,
  { system }: SourceSettings,
): Extract<SourceCredential, { kind: K }> {
  if (credential.kind === kind) return credential as Extract<SourceCredential, { kind: K }>;
  throw new DomainError('precondition-failed', 'credential-of-another-kind', { system, kind: credential.kind });
}

type Place = Pick<StoredSource, 'endpoint' | 'protocol' | 'region' | 'callsPerMinute' | 'settings'> &
  Partial<Pick<StoredSource, 'deadlineSeconds'>>;

/** An account of the vendor's cloud, for one of its products. */
export function accountOf<S extends CloudSource['system']>(
  system: S,
  { endpoint, protocol, region, callsPerMinute, deadlineSeconds, settings }: Place,
  credential: SourceCredential,
): CloudSource & { system: S } {
  const { accessKeyId, accessKeySecret } = expectKind(credential, 'access-key', settings);
  const place = { endpoint, protocol: protocol as 'http', region, callsPerMinute, deadlineSeconds };
  return { ...place, system, accessKeyId, accessKeySecret, fingerprint } as CloudSource & { system: S };
}
