import pg from 'pg';
import { z } from 'zod';
import { log } from '@/server/config/log';
import { type Notice, NOTICE_CHANNEL } from './notify';

/** `resync`: the connection was lost for a while, and with it notices nobody will send again. */
export type ListenerEvent = { kind: 'notice'; notice: Notice } | { kind: 'resync' };

export type Listener = { close(): Promise<void> };

const TOPICS = [
  'change',
  'changes',
  'source',
  'estate',
  'audit',
  'person',
  'setting',
  'finding',
] as const satisfies readonly Notice['topic'][];
const NoticeText = z.object({ topic: z.enum(TOPICS), id: z.string().max(256) });

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;
/** A connection that died without a word is found by asking. */
const PULSE_MS = 15_000;

/** One LISTEN connection, kept up: after each loss it comes back by itself and says `resync`. */
export function listen(url: string, onEvent: (event: ListenerEvent) => void): Listener {
  let client: pg.Client | undefined;
  let retryMs = FIRST_RETRY_MS;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const lose = (lost: pg.Client, error?: unknown) => {
    if (client !== lost) return;
    client = undefined;
    void lost.end().catch((cause: unknown) => log().debug({ err: cause }, 'listener did not end well'));
    if (closed) return;
    log().warn({ err: error, retryMs }, 'listener lost its connection');
    timer = setTimeout(() => void open(true), retryMs);
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
  };

  const open = async (again: boolean): Promise<void> => {
    const mine = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'causeway listener' });
    client = mine;
    mine.on('error', (error) => lose(mine, error));
    mine.on('end', () => lose(mine));
    mine.on('notification', ({ payload }) => deliver(payload ?? '', onEvent));
    try {
      await mine.connect();
      await mine.query(`listen ${NOTICE_CHANNEL}`);
      retryMs = FIRST_RETRY_MS;
      if (again) onEvent({ kind: 'resync' });
    } catch (error) {
      lose(mine, error);
    }
  };

  const pulse = setInterval(() => {
    const mine = client;
    mine?.query('select 1').catch((error: unknown) => lose(mine, error));
  }, PULSE_MS);
  void open(false);

  return {
    async close() {
      closed = true;
      clearInterval(pulse);
      clearTimeout(timer);
      await client?.end();
    },
  };
}

/** What is not ours on the channel is ignored: anybody with a connection may notify. */
function deliver(payload: string, onEvent: (event: ListenerEvent) => void): void {
  let raw: unknown;
  try {
    raw = JSON.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return;
    throw error;
  }
  const parsed = NoticeText.safeParse(raw);
  if (parsed.success) onEvent({ kind: 'notice', notice: parsed.data });
}
