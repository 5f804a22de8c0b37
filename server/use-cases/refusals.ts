import type { DomainError } from '@/domain/errors';
import { appendAudit } from '@/server/db/audit';
import { inTransaction } from '@/server/db/client';
import type { Context } from './context';

/** Refusals that say something about rights or rules; a typing error in a form is not worth a row. */
const RECORDED = new Set(['forbidden', 'unauthenticated', 'precondition-failed', 'stale', 'quota-exceeded']);

/** More than this many refusals a minute of one actor are counted, not written: the chain is no place to fill a disk from. */
const REFUSALS_PER_MINUTE = 60;

function touched(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const { changeId, sourceId, personId, tokenId } = raw as Record<string, unknown>;
  return [
    ...(typeof changeId === 'string' ? [`change:${changeId}`] : []),
    ...(typeof sourceId === 'string' ? [`source:${sourceId}`] : []),
    ...(typeof personId === 'string' ? [`person:${personId}`] : []),
    ...(typeof tokenId === 'string' ? [`token:${tokenId}`] : []),
  ];
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Writes the denied attempt into the audit, in its own transaction, capped per actor. Never carries the input itself. */
export async function recordRefusal(context: Context, name: string, error: DomainError, raw: unknown): Promise<void> {
  if (!RECORDED.has(error.code)) return;
  const now = context.now();
  await inTransaction(context.db, async (tx) => {
    const recent = await tx.auditEntry.count({
      where: {
        result: 'denied',
        actorId: context.actor.kind === 'person' ? context.actor.id : null,
        at: { gte: new Date(now.getTime() - 60_000) },
      },
    });
    if (recent >= REFUSALS_PER_MINUTE) return;
    const changeId = (raw as { changeId?: unknown } | null)?.changeId;
    await appendAudit(tx, context.actor, now, [
      {
        action: name,
        result: 'denied',
        objects: touched(raw),
        changeId: typeof changeId === 'string' && UUID.test(changeId) ? changeId : undefined,
        detail: { code: error.code, reason: error.reason, params: error.params },
      },
    ]);
  });
}
