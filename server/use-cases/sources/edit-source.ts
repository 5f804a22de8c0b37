import { DomainError } from '@/domain/errors';
import { credentialKindOf, type SourceCredential } from '@/domain/sources/settings';
import { EditSource } from '@/domain/sources/source';
import { command } from '../command';
import { saveCredential } from './credential';
import { collectSourceJob } from './jobs';
import { asStoredSource, getSource, sourceFacts, type StoredSource } from './stored-source';

/** Edits what may be edited: name, switches, pace, and the credential as a whole. Where a source is never changes. */
export const editSource = command({
  name: 'source.edit',
  permission: 'source:manage',
  input: EditSource,
  async run({ tx, now }, { sourceId, version, credential, ...edits }) {
    const before = await getSource(tx, sourceId);
    if (before.version !== version)
      throw new DomainError('conflict', 'source-edited-meanwhile', { source: before.key });
    if (credential) assertFits(before, credential);
    const after = asStoredSource(
      await tx.source.update({
        where: { id: sourceId, version },
        data: { ...edits, version: { increment: 1 }, updatedAt: now },
      }),
    );
    const rotated = credential && (await saveCredential(tx, sourceId, credential, now));
    return {
      result: { version: after.version },
      audit: {
        action: 'source.edit',
        objects: [`source:${sourceId}`],
        before: sourceFacts(before),
        after: { ...sourceFacts(after), ...(rotated ? { credentialHint: rotated.hint } : {}) },
        detail: { credentialRotated: rotated !== undefined },
      },
      jobs: after.enabled ? [collectSourceJob(sourceId, 'manual')] : [],
      notices: [{ topic: 'source', id: sourceId }],
    };
  },
});

/** A cluster does not open with an access key: refused when it is typed, not when it is used. */
function assertFits({ settings, protocol }: StoredSource, { kind }: SourceCredential): void {
  if (credentialKindOf(settings, protocol) === kind) return;
  throw new DomainError('invalid-input', 'credential-of-another-kind', { system: settings.system, kind });
}
