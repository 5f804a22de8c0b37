import { z } from 'zod';
import type { Actor } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { command, query } from '../command';

/** A view is what its address says: a path of this site with its query, so that a link shows the same picture. */
const Address = z
  .string()
  .max(4_000)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'address-of-this-site');
/** Ten thousand things put somewhere else are more than anybody moves. */
const Moves = z.string().max(400_000);
const Name = z.string().trim().min(1).max(120);

export type SavedView = {
  id: string;
  name: string;
  address: string;
  shared: boolean;
  mine: boolean;
  owner: string;
  updatedAt: string;
};

function ownerOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new DomainError('forbidden', 'people-only');
  return actor.id;
}

/** One's own views and those that others share. */
export const listViews = query({
  permission: 'view:save',
  input: z.object({}),
  async run({ db, actor }): Promise<SavedView[]> {
    const ownerId = ownerOf(actor);
    const rows = await db.savedView.findMany({
      where: { OR: [{ ownerId }, { shared: true }] },
      include: { owner: { include: { user: { select: { name: true } } } } },
      orderBy: { name: 'asc' },
    });
    return rows.map((row) => toView(row, ownerId));
  },
});

/** A view with where things were put, where its address does not say it. */
export type OpenedView = SavedView & { moves: string };

/** One of those; of somebody else’s that is not shared nobody learns that it exists. */
export const getView = query({
  permission: 'view:save',
  input: z.strictObject({ viewId: z.string().max(64) }),
  async run({ db, actor }, { viewId }): Promise<OpenedView> {
    const ownerId = ownerOf(actor);
    const known = z.uuid().safeParse(viewId);
    const row = known.success
      ? await db.savedView.findFirst({
          where: { id: known.data, OR: [{ ownerId }, { shared: true }] },
          include: { owner: { include: { user: { select: { name: true } } } } },
        })
      : null;
    if (!row) throw new DomainError('not-found', 'view-not-found', { view: viewId });
    return { ...toView(row, ownerId), moves: row.moves };
  },
});

type ViewRow = Omit<SavedView, 'mine' | 'owner' | 'updatedAt'> & {
  ownerId: string;
  owner: { user: { name: string } };
  updatedAt: Date;
};

function toView({ id, name, address, shared, owner, updatedAt, ...row }: ViewRow, ownerId: string): SavedView {
  const mine = row.ownerId === ownerId;
  return { id, name, address, shared, mine, owner: owner.user.name, updatedAt: updatedAt.toISOString() };
}

export const saveView = command({
  name: 'view.save',
  permission: 'view:save',
  input: z.strictObject({
    viewId: z.uuid().optional(),
    name: Name,
    address: Address,
    /** left out: as they were kept */
    moves: Moves.optional(),
    shared: z.boolean().default(false),
  }),
  async run({ tx, actor, now, newId }, { viewId, moves, ...rest }) {
    const view = { ...rest, ...(moves === undefined ? {} : { moves }) };
    const ownerId = ownerOf(actor);
    const before = viewId ? await tx.savedView.findFirst({ where: { id: viewId, ownerId } }) : null;
    if (viewId && !before) throw new DomainError('not-found', 'view-not-found', { view: viewId });
    const after = before
      ? await tx.savedView.update({ where: { id: before.id }, data: { ...view, updatedAt: now } })
      : await tx.savedView.create({ data: { ...view, id: newId(), ownerId, createdAt: now, updatedAt: now } });
    const facts = ({ name, address, shared, moves: kept }: typeof after) => {
      return { name, address, shared, ...(kept === '' ? {} : { moves: kept.split(',').length }) };
    };
    return {
      result: { viewId: after.id },
      audit: {
        action: 'view.save',
        objects: [`view:${after.id}`],
        ...(before ? { before: facts(before) } : {}),
        after: facts(after),
      },
    };
  },
});

export const removeView = command({
  name: 'view.remove',
  permission: 'view:save',
  input: z.strictObject({ viewId: z.uuid() }),
  async run({ tx, actor }, { viewId }) {
    const before = await tx.savedView.findFirst({ where: { id: viewId, ownerId: ownerOf(actor) } });
    if (!before) throw new DomainError('not-found', 'view-not-found', { view: viewId });
    await tx.savedView.delete({ where: { id: viewId } });
    const { name, address, shared } = before;
    return {
      result: {},
      audit: { action: 'view.remove', objects: [`view:${viewId}`], before: { name, address, shared } },
    };
  },
});
