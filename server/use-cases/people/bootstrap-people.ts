import { z } from 'zod';
import type { Role } from '@/domain/access';
import { command } from '../command';
import type { Context } from '../context';
import { makePassword, type NewPassword, writePerson } from './write-person';

/** Three people, because nobody approves what he wrote. Names are made up. */
const FIRST: readonly { name: string; email: string; roles: readonly Role[] }[] = [
  { name: 'Chen Yu', email: 'admin@causeway.local', roles: ['admin', 'auditor'] },
  { name: 'Lin Wei', email: 'engineer@causeway.local', roles: ['engineer'] },
  { name: 'Zhao Min', email: 'approver@causeway.local', roles: ['approver'] },
];

export type FirstPerson = { name: string; email: string; roles: readonly Role[]; password: string };

/** On a first start: three people with generated passwords, told once. Null when there is anybody already. */
export async function bootstrapPeople(context: Context): Promise<FirstPerson[] | null> {
  if ((await context.db.person.count()) > 0) return null;
  const passwords = await Promise.all(FIRST.map(() => makePassword()));
  const isFirst = await writeFirst(context, passwords);
  if (!isFirst) return null;
  return FIRST.map((person, at) => ({ ...person, password: passwords[at]?.password ?? '' }));
}

const writeFirst = command({
  name: 'people.bootstrap',
  permission: 'system:run',
  input: z.custom<readonly NewPassword[]>(),
  async run({ tx, now, newId }, passwords) {
    // Two processes may start at once; only one of them is first.
    await tx.$queryRaw`select 1 as ok from pg_advisory_xact_lock(47110002)`;
    if ((await tx.person.count()) > 0) return { result: false, audit: [] };
    const people = FIRST.map((person) => ({ ...person, id: newId() }));
    for (const [at, person] of people.entries()) {
      await writePerson(tx, { now, newId, grantedBy: null }, person, passwords[at]?.hash ?? '');
    }
    return {
      result: true,
      audit: people.map(({ id, name, email, roles }) => ({
        action: 'people.bootstrap',
        objects: [`person:${id}`],
        after: { name, email, roles },
      })),
    };
  },
});
