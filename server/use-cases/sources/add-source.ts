import { may } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { storedConnection, type StoredConnection } from '@/domain/sources/connection';
import { AddSource } from '@/domain/sources/source';
import type { z } from 'zod';
import { command } from '../command';
import type { Context } from '../context';
import { recordRefusal } from '../refusals';
import { saveCredential } from './credential';
import { collectSourceJob } from './jobs';
import { asStoredSource, sourceFacts } from './stored-source';
import { assertPlaceAllowed } from './target';

/** Adds a real source: read-only unless asked otherwise, its secret sealed and never shown again. */
export async function addSource(context: Context, raw: z.input<typeof AddSource>): Promise<{ sourceId: string }> {
  const parsed = AddSource.safeParse(raw);
  // Looking a name up is a network call, so it happens before the transaction, and only for those who may add at all.
  if (parsed.success && may(context.actor, 'source:manage')) {
    await refuseTarget(context, 'source.add', storedConnection(parsed.data.connection));
  }
  return saveNewSource(context, raw);
}

/** A refused target is worth a row in the audit: somebody tried to point the product somewhere. */
export async function refuseTarget(
  context: Context,
  action: string,
  place: Pick<StoredConnection, 'endpoint' | 'protocol' | 'settings'>,
): Promise<void> {
  try {
    await assertPlaceAllowed(place);
  } catch (error) {
    if (error instanceof DomainError) await recordRefusal(context, action, error, {});
    throw error;
  }
}

const saveNewSource = command({
  name: 'source.add',
  permission: 'source:manage',
  input: AddSource,
  async run({ tx, now, newId }, { connection, ...input }) {
    if (await tx.source.findUnique({ where: { key: input.key } })) {
      throw new DomainError('conflict', 'source-key-taken', { key: input.key });
    }
    const { credential, ...place } = storedConnection(connection);
    const source = asStoredSource(
      await tx.source.create({
        data: { ...input, ...place, id: newId(), system: connection.system, createdAt: now, updatedAt: now },
      }),
    );
    const { hint } = await saveCredential(tx, source.id, credential, now);
    return {
      result: { sourceId: source.id },
      audit: {
        action: 'source.add',
        objects: [`source:${source.id}`],
        after: { ...sourceFacts(source), credentialHint: hint },
      },
      jobs: [collectSourceJob(source.id, 'manual')],
      notices: [{ topic: 'source', id: source.id }],
    };
  },
});
