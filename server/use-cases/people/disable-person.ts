import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { command } from '../command';
import { getPerson, refuseLastAdmin } from './find-person';

/** Ends what a person can do, at once: sign-in, sessions, tokens, open streams. What they did stays. */
export const disablePerson = command({
  name: 'person.disable',
  permission: 'people:manage',
  input: z.strictObject({ personId: z.string().min(1) }),
  async run({ tx, actor, now }, { personId }) {
    const person = await getPerson(tx, personId);
    if (actor.kind === 'person' && actor.id === personId) {
      throw new DomainError('precondition-failed', 'cannot-disable-oneself');
    }
    if (person.disabledAt) throw new DomainError('conflict', 'person-already-disabled', { person: person.user.name });
    await refuseLastAdmin(tx, personId);
    await tx.person.update({ where: { id: personId }, data: { disabledAt: now } });
    const sessions = await tx.session.deleteMany({ where: { userId: personId } });
    const tokens = await tx.apiToken.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } });
    return {
      result: {},
      audit: {
        action: 'person.disable',
        objects: [`person:${personId}`],
        before: { disabledAt: null },
        after: { disabledAt: now },
        detail: { name: person.user.name, sessionsEnded: sessions.count, tokensRevoked: tokens.count },
      },
      notices: [{ topic: 'person', id: personId }],
    };
  },
});

/** Lets a disabled person sign in again, with the roles that were not revoked. */
export const enablePerson = command({
  name: 'person.enable',
  permission: 'people:manage',
  input: z.strictObject({ personId: z.string().min(1) }),
  async run({ tx }, { personId }) {
    const person = await getPerson(tx, personId);
    await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
    return {
      result: {},
      audit: {
        action: 'person.enable',
        objects: [`person:${personId}`],
        before: { disabledAt: person.disabledAt },
        after: { disabledAt: null },
      },
      notices: [{ topic: 'person', id: personId }],
    };
  },
});
