import type { Tx } from './client';

/** What changed, as a hint: a topic and an id, never data. Delivered on commit. */
export type Notice = {
  topic: 'change' | 'changes' | 'source' | 'estate' | 'audit' | 'person' | 'setting' | 'finding';
  id: string;
};

export const NOTICE_CHANNEL = 'causeway';

export async function notify(tx: Tx, notice: Notice): Promise<void> {
  await tx.$queryRaw`select 1 as ok from pg_notify(${NOTICE_CHANNEL}, ${JSON.stringify(notice)})`;
}

/** Several at once, in one statement. */
export async function notifyAll(tx: Tx, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const payloads = notices.map((notice) => JSON.stringify(notice));
  await tx.$queryRaw`select count(pg_notify(${NOTICE_CHANNEL}, payload))::int as ok from unnest(${payloads}::text[]) as payload`;
}
