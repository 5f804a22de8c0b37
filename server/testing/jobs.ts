import type { TestWorld } from './context';

/** Takes the pending jobs of one key off the queue and says how many there were. */
export function takeJobs({ db }: Pick<TestWorld, 'db'>, key: string): Promise<number> {
  return db.$executeRaw`delete from graphile_worker._private_jobs where key = ${key}`;
}
