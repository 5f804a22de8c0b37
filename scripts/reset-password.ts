/** `npm start -- --reset-password EMAIL` ends here: a new password for one person, answered with one line of JSON. */
import { randomUUID } from 'node:crypto';
import { DomainError } from '@/domain/errors';
import { env } from '@/server/config/env';
import { openDatabase } from '@/server/db/client';
import { asSystem } from '@/server/use-cases/context';
import { resetPassword } from '@/server/use-cases/people/reset-password';

const email = process.argv[2] ?? '';
const db = openDatabase(env().DATABASE_URL, { poolSize: 2 });
try {
  const context = asSystem({ db, now: () => new Date(), newId: () => randomUUID() }, 'reset-password');
  console.log(JSON.stringify(await resetPassword(context, { email })));
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  console.error(error.code === 'not-found' ? `Nobody has the address ${email}.` : error.message);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
