import { z } from 'zod';
import type { AccessScope, Actor } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { indexEstate } from '@/domain/routing/estate-index';
import type { Tx } from '@/server/db/client';
import { databaseNow } from '@/server/db/clock';
import { addAcceptances, endAcceptances, listAcceptances, listRecords, type StoredFinding } from '@/server/db/findings';
import { command } from '../command';
import { loadEstateView } from '../estate/load-estate';
import { scopeOfFindings } from './scope';

const DAY_MS = 86_400_000;

/** Nobody decides today what may stay broken for more than a year. */
const LONGEST_DAYS = 366;

const Keys = z
  .array(z.string().min(1).max(1_000))
  .min(1)
  .max(500)
  .transform((keys) => [...new Set(keys)]);

type Named = { keys: readonly string[] };

async function scopeOf(tx: Tx, { keys }: Named): Promise<AccessScope> {
  const view = await loadEstateView(tx, { now: await databaseNow(tx) });
  const records = await recordsOf(tx, keys);
  return scopeOfFindings(
    tx,
    indexEstate(view),
    records.map((each) => each.finding),
  );
}

async function recordsOf(tx: Tx, keys: readonly string[]): Promise<StoredFinding[]> {
  return (await listRecords(tx, keys)).filter((each) => keys.includes(each.key));
}

const nameOf = (actor: Actor) => (actor.kind === 'person' ? actor.name : null);
const objectsOf = (keys: readonly string[]) => keys.map((key) => `finding:${key}`);

/** Decides to live with findings until a date, and says why. It takes the place of an earlier decision about them. */
export const acceptFindings = command({
  name: 'finding.accept',
  permission: 'finding:accept',
  input: z.strictObject({ keys: Keys, until: z.iso.datetime(), reason: z.string().trim().min(1).max(500) }),
  scope: scopeOf,
  async run({ tx, actor, now, newId }, { keys, until: text, reason }) {
    const until = new Date(text);
    if (until <= now) throw new DomainError('invalid-input', 'acceptance-in-the-past');
    if (until.getTime() - now.getTime() > LONGEST_DAYS * DAY_MS)
      throw new DomainError('invalid-input', 'acceptance-too-long', { days: LONGEST_DAYS });
    const standing = (await recordsOf(tx, keys)).filter((each) => each.goneAt === null);
    if (standing.length < keys.length) throw new DomainError('precondition-failed', 'finding-not-standing');
    const acceptedBy = nameOf(actor);
    await endAcceptances(tx, keys, acceptedBy, now);
    await addAcceptances(
      tx,
      keys.map((findingKey) => ({ id: newId(), findingKey, reason, until, acceptedBy, acceptedAt: now })),
    );
    return {
      result: { accepted: keys.length },
      audit: {
        action: 'finding.accept',
        objects: objectsOf(keys),
        after: { until: until.toISOString(), reason },
      },
      notices: [{ topic: 'finding', id: 'all' }],
    };
  },
});

/** Takes such a decision back: the findings call for somebody again. */
export const withdrawAcceptance = command({
  name: 'finding.withdraw',
  permission: 'finding:accept',
  input: z.strictObject({ keys: Keys }),
  scope: scopeOf,
  async run({ tx, actor, now }, { keys }) {
    const before = (await listAcceptances(tx)).filter((each) => keys.includes(each.findingKey));
    if (before.length === 0) throw new DomainError('not-found', 'finding-not-accepted');
    await endAcceptances(tx, keys, nameOf(actor), now);
    return {
      result: { withdrawn: before.length },
      audit: {
        action: 'finding.withdraw',
        objects: objectsOf(before.map((each) => each.findingKey)),
        before: before.map(({ reason, until, acceptedBy }) => ({ reason, until: until.toISOString(), acceptedBy })),
      },
      notices: [{ topic: 'finding', id: 'all' }],
    };
  },
});
