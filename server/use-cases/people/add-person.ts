import { z } from 'zod';
import { ROLES } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { command } from '../command';
import type { Context } from '../context';
import { makePassword, writePerson } from './write-person';

const NewPersonInput = z.strictObject({
  name: z.string().trim().min(1).max(128),
  email: z.email().max(254),
  roles: z.array(z.enum(ROLES)).default([]),
});

/** A person with a generated password, told once. */
export async function addPerson(
  context: Context,
  raw: z.input<typeof NewPersonInput>,
): Promise<{ personId: string; password: string }> {
  const { password, hash } = await makePassword();
  return { personId: await writeNewPerson(context, { ...raw, hash }), password };
}

const writeNewPerson = command({
  name: 'person.add',
  permission: 'people:manage',
  input: NewPersonInput.extend({ hash: z.string() }),
  async run({ tx, actor, now, newId }, { name, email, roles, hash }) {
    if (await tx.user.findUnique({ where: { email: email.toLowerCase() } })) {
      throw new DomainError('conflict', 'email-taken', { email });
    }
    const id = newId();
    const grantedBy = actor.kind === 'person' ? actor.id : null;
    await writePerson(tx, { now, newId, grantedBy }, { id, name, email, roles }, hash);
    return {
      result: id,
      audit: { action: 'person.add', objects: [`person:${id}`], after: { name, email: email.toLowerCase(), roles } },
      notices: [{ topic: 'person', id }],
    };
  },
});
