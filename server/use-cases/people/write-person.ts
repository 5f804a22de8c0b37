import { generatePassword, hashPassword } from '@/server/auth/passwords';
import type { Role } from '@/domain/access';
import type { Tx } from '@/server/db/client';

export type NewPerson = { id: string; name: string; email: string; roles: readonly Role[] };
export type NewPassword = { password: string; hash: string };

/** A password nobody chose, and its hash; made before the transaction, because hashing takes a third of a second. */
export async function makePassword(): Promise<NewPassword> {
  const password = generatePassword();
  return { password, hash: await hashPassword(password) };
}

/** A person who signs in with a password: the library's user and account, and our side of it with its roles. */
export async function writePerson(
  tx: Tx,
  { now, newId, grantedBy }: { now: Date; newId: () => string; grantedBy: string | null },
  person: NewPerson,
  hash: string,
): Promise<void> {
  const { id, name, email, roles } = person;
  await tx.user.create({
    data: { id, name, email: email.toLowerCase(), emailVerified: true, createdAt: now, updatedAt: now },
  });
  await tx.account.create({
    data: {
      id: newId(),
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: hash,
      createdAt: now,
      updatedAt: now,
    },
  });
  await tx.person.create({ data: { id, createdAt: now } });
  await tx.roleGrant.createMany({
    data: roles.map((role) => ({ id: newId(), personId: id, role, grantedAt: now, grantedBy })),
  });
}
