/** The first people, and the sources that the process configuration names. Safe to repeat; answers with one line of JSON. */
import { randomUUID } from 'node:crypto';
import { env } from '@/server/config/env';
import { openDatabase } from '@/server/db/client';
import { asSystem } from '@/server/use-cases/context';
import { bootstrapPeople } from '@/server/use-cases/people/bootstrap-people';
import { upsertSourcesFromFile } from '@/server/use-cases/sources/upsert-sources';

const { DATABASE_URL, CAUSEWAY_SOURCES_FILE } = env();
const db = openDatabase(DATABASE_URL, { poolSize: 2 });
try {
  const context = asSystem({ db, now: () => new Date(), newId: () => randomUUID() }, 'setup');
  const people = await bootstrapPeople(context);
  if (CAUSEWAY_SOURCES_FILE) await upsertSourcesFromFile(context, CAUSEWAY_SOURCES_FILE);
  console.log(JSON.stringify({ people }));
} finally {
  await db.$disconnect();
}
