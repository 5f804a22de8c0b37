import { z } from 'zod';
import { DomainError, type Problem } from '@/domain/errors';
import { Key, PrefixText } from '@/domain/estate/primitives';
import { DEFAULT_DOMAIN, type LedgerBlock, levelOf, RESERVABLE_ROLES } from '@/domain/ledger/block';
import { obstacles } from '@/domain/ledger/next-free';
import { prefixRefusal } from '@/domain/ledger/rules';
import { command } from '../command';
import { loadEstateView } from '../estate/load-estate';
import { releaseExpired, releaseLedgerRows } from '@/server/db/ledger-blocks';
import { writeBlocks } from './overlap-refusal';
import { loadBlocks } from './load-ledger';

const ReserveBlock = z.strictObject({
  routingDomain: z.string().trim().min(1).max(128).default(DEFAULT_DOMAIN),
  role: z.enum(RESERVABLE_ROLES),
  prefix: PrefixText,
  site: Key.optional(),
  note: z.string().trim().min(1).max(512),
  expiresAt: z.iso.datetime().optional(),
});
type ReserveBlock = z.output<typeof ReserveBlock>;

/** Keeps a block for a plan, so that nobody else plans with it. */
export const reserveBlock = command({
  name: 'ledger.reserve',
  permission: 'estate:declare',
  input: ReserveBlock,
  scope: (_tx, { site }) => Promise.resolve(site === undefined ? [] : [{ sources: [], sites: [[site]] }]),
  async run({ tx, actor, now, newId }, input) {
    const { estate } = await loadEstateView(tx, { now });
    if (input.site !== undefined && !estate.sites.some(({ key }) => key === input.site))
      throw new DomainError('not-found', 'site-not-found', { site: input.site });
    await releaseExpired(tx, now);
    refuseAny(problemsOf(input, { now, blocks: await loadBlocks(tx, { now }, estate) }));
    const id = newId();
    const by = actor.kind === 'person' ? actor.id : null;
    await writeBlocks(tx, { now, by }, [
      {
        id,
        routingDomain: input.routingDomain,
        level: levelOf(input.role),
        prefix: input.prefix,
        role: input.role,
        state: 'reserved',
        ownerKey: null,
        siteKey: input.site ?? null,
        note: input.note,
        expiresAt: input.expiresAt === undefined ? null : new Date(input.expiresAt),
      },
    ]);
    return {
      result: { id },
      audit: { action: 'ledger.reserve', objects: [`block:${input.prefix}`], after: { id, ...input } },
      notices: [{ topic: 'estate', id: 'ledger' }],
    };
  },
});

type Ground = { now: Date; blocks: readonly LedgerBlock[] };

/** V1, an end that has passed, and every block in the way, observed ones included: nobody plans with what is in use. */
function problemsOf(input: ReserveBlock, { now, blocks }: Ground): Problem[] {
  const refused = prefixRefusal(input.prefix);
  const { expiresAt } = input;
  return [
    ...(refused ? [{ path: ['prefix'], code: refused, params: { prefix: input.prefix } }] : []),
    ...(expiresAt !== undefined && new Date(expiresAt) <= now ? [{ path: ['expiresAt'], code: 'in-the-past' }] : []),
    ...inTheWay(blocks, input),
  ];
}

/** Every block that stands in the way of a new one; the cloud's own range is told by a rule of its own. */
export function inTheWay(blocks: Ground['blocks'], wanted: Parameters<typeof obstacles>[1]): Problem[] {
  return obstacles(blocks, wanted)
    .filter((other) => other.role !== 'special')
    .map((other) => ({
      path: ['prefix'],
      code: other.state === 'reserved' ? 'block-reserved' : 'block-taken',
      params: { prefix: wanted.prefix, other: other.prefix, owner: other.owner?.key ?? other.note ?? '' },
    }));
}

function refuseAny(problems: readonly Problem[]): void {
  if (problems.length > 0)
    throw new DomainError('conflict', 'block-refused', { count: problems.length }, [...problems]);
}

/** Gives a reserved block back. */
export const releaseBlock = command({
  name: 'ledger.release',
  permission: 'estate:declare',
  input: z.strictObject({ id: z.uuid() }),
  async scope(tx, { id }) {
    const row = await tx.ledgerBlock.findUnique({ where: { id }, select: { siteKey: true } });
    return row?.siteKey ? [{ sources: [], sites: [[row.siteKey]] }] : [];
  },
  async run({ tx, actor, now }, { id }) {
    const row = await tx.ledgerBlock.findFirst({ where: { id, state: 'reserved', releasedAt: null } });
    if (!row) throw new DomainError('not-found', 'reservation-not-found');
    await releaseLedgerRows(tx, { now, by: actor.kind === 'person' ? actor.id : null }, [id]);
    const { role, siteKey, note } = row;
    return {
      result: { released: true as const },
      audit: { action: 'ledger.release', objects: [`block:${id}`], before: { id, role, site: siteKey, note } },
      notices: [{ topic: 'estate', id: 'ledger' }],
    };
  },
});
