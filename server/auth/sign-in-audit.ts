import { randomUUID } from 'node:crypto';
import type { Actor } from '@/domain/access';
import { appendAudit, type AuditDraft } from '@/server/db/audit';
import { type Database, inTransaction } from '@/server/db/client';
import { notify } from '@/server/db/notify';
import { fingerprint } from '@/server/db/secrets';

const ANONYMOUS: Actor = { kind: 'anonymous' };
const MINUTE = 60_000;
const WINDOW = 10 * MINUTE;

/** Failed attempts at one account within ten minutes after which it stops listening, whatever address they come from. */
const ATTEMPTS = 20;
/** Failed attempts a minute that are written down; more are refused all the same. */
const WRITTEN_PER_MINUTE = 60;

export function personActor(id: string, name: string, email: string): Actor {
  return { kind: 'person', id, name, email, grants: [], via: 'session' };
}

export async function recordSignIn(db: Database, actor: Actor, draft: AuditDraft): Promise<void> {
  await inTransaction(db, async (tx) => {
    await notify(tx, { topic: 'audit', id: 'head' });
    await appendAudit(tx, actor, new Date(), [draft]);
  });
}

/** An account as the audit knows it before anybody is signed in: what was typed may be a password in the wrong field. */
function accountOf(email: string): string {
  return `account:${fingerprint(email.trim().toLowerCase())}`;
}

/** A failed attempt: counted against the account it was aimed at, when there is one, and written down. No address: nobody said who. */
export async function recordFailedSignIn(db: Database, email: string, reason: string): Promise<void> {
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (user) await countAgainst(db, accountOf(email));
  const denied = { action: 'session.sign-in', result: 'denied' };
  const recent = await db.auditEntry.count({ where: { ...denied, at: { gte: new Date(Date.now() - MINUTE) } } });
  if (recent >= WRITTEN_PER_MINUTE) return;
  await recordSignIn(db, ANONYMOUS, {
    action: 'session.sign-in',
    result: 'denied',
    objects: [...(email ? [accountOf(email)] : []), ...(user ? [`person:${user.id}`] : [])],
    detail: { reason, ...(user ? { email: user.email } : {}) },
  });
}

/** Counts in a row of its own: the audit is capped, and a flood at other accounts must not hide this one. */
async function countAgainst(db: Database, key: string): Promise<void> {
  const now = Date.now();
  await db.$executeRaw`
    insert into rate_limit (id, key, count, last_request) values (${randomUUID()}, ${key}, 1, ${now})
    on conflict (key) do update set
      count = case when rate_limit.last_request < ${now - WINDOW} then 1 else rate_limit.count + 1 end,
      last_request = case when rate_limit.last_request < ${now - WINDOW} then ${now} else rate_limit.last_request end`;
}

/** Whether an account has been guessed at too often. */
export async function isGuessedAt(db: Database, email: string): Promise<boolean> {
  const row = await db.rateLimit.findUnique({ where: { key: accountOf(email) } });
  return row !== null && row.count >= ATTEMPTS && Number(row.lastRequest) >= Date.now() - WINDOW;
}
