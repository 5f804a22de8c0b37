import { randomUUID } from 'node:crypto';
import { closeProcessDatabase, processDatabase } from '@/server/db/process-database';
import type { Context } from './context';

/** What every use-case of this process runs in; who asks is added by the door it came through. */
export function processContext(): Omit<Context, 'actor'> {
  return { db: processDatabase(), now: () => new Date(), newId: randomUUID };
}

/** At the end of the process. */
export const closeProcessContext = closeProcessDatabase;
