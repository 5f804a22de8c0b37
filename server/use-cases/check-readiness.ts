import { log } from '@/server/config/log';
import type { Context } from './context';

export type Readiness = { ready: boolean; database: 'answers' | 'silent' };

const PATIENCE_MS = 3_000;

/** Whether this process can serve: its database answers in time. Open to everybody, so it tells nothing else. */
export async function checkReadiness({ db }: Pick<Context, 'db'>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([db.$queryRaw`select 1 as ok`, limit]);
    return { ready: true, database: 'answers' };
  } catch (error) {
    log().warn({ err: error }, 'not ready');
    return { ready: false, database: 'silent' };
  } finally {
    clearTimeout(timer);
  }
}
