import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { command } from '../command';
import type { Context } from '../context';
import { makePassword } from './write-person';

/** A new generated password for a person, told once; every session of theirs ends. */
export async function resetPassword(context: Context, input: { email: string }): Promise<{ password: string }> {
  const { password, hash } = await makePassword();
  await writePassword(context, { email: input.email, hash });
  return { password };
}

const writePassword = command({
  name: 'person.reset-password',
  permission: 'people:manage',
  input: z.object({ email: z.string(), hash: z.string() }),
  async run({ tx, now, newId }, { email, hash }) {
    const user = await tx.user.findUnique({ where: { email: email.trim().toLowerCase() }, include: { person: true } });
    if (!user?.person) throw new DomainError('not-found', 'person-not-found', { person: email });
    const where = { userId: user.id, providerId: 'credential' };
    const { count } = await tx.account.updateMany({ where, data: { password: hash, updatedAt: now } });
    if (count === 0) {
      const data = { ...where, id: newId(), accountId: user.id, password: hash, createdAt: now, updatedAt: now };
      await tx.account.create({ data });
    }
    const { count: ended } = await tx.session.deleteMany({ where: { userId: user.id } });
    return {
      result: {},
      audit: { action: 'person.reset-password', objects: [`person:${user.id}`], detail: { sessionsEnded: ended } },
      notices: [{ topic: 'person', id: user.id }],
    };
  },
});
