import { may } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { AddSource, defaultEndpoint } from '@/domain/sources/source';
import type { z } from 'zod';
import { command } from '../command';
import type { Context } from '../context';
import { recordRefusal } from '../refusals';
import { saveCredential } from './credential';
import { collectSourceJob } from './jobs';
import { asStoredSource, sourceFacts } from './stored-source';
import { assertTargetAllowed } from './target';

/** Adds a real account: over HTTPS, read-only unless asked otherwise, its secret sealed and never shown again. */
export async function addSource(context: Context, raw: z.input<typeof AddSource>): Promise<{ sourceId: string }> {
  const parsed = AddSource.safeParse(raw);
  // Looking a name up is a network call, so it happens before the transaction, and only for those who may add at all.
  if (parsed.success && may(context.actor, 'source:manage')) {
    await refuseTarget(context, 'source.add', parsed.data.endpoint ?? defaultEndpoint(parsed.data.region));
  }
  return saveNewSource(context, raw);
}

/** A refused target is worth a row in the audit: somebody tried to point the product somewhere. */
export async function refuseTarget(context: Context, action: string, endpoint: string): Promise<void> {
  try {
    await assertTargetAllowed(endpoint, 'https');
  } catch (error) {
    if (error instanceof DomainError) await recordRefusal(context, action, error, {});
    throw error;
  }
}

const saveNewSource = command({
  name: 'source.add',
  permission: 'source:manage',
  input: AddSource,
  async run({ tx, now, newId }, { accessKeyId, accessKeySecret, ...input }) {
    if (await tx.source.findUnique({ where: { key: input.key } })) {
      throw new DomainError('conflict', 'source-key-taken', { key: input.key });
    }
    const created = await tx.source.create({
      data: {
        ...input,
        id: newId(),
        system: 'vpc',
        settings: { system: 'vpc' },
        protocol: 'https',
        endpoint: input.endpoint ?? defaultEndpoint(input.region),
        createdAt: now,
        updatedAt: now,
      },
    });
    const source = asStoredSource(created);
    const { hint } = await saveCredential(tx, source.id, { kind: 'access-key', accessKeyId, accessKeySecret }, now);
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
