import { z } from 'zod';
import type { AuditFilter, AuditRow } from '@/server/db/audit-search';

const Names = z.array(z.string().max(600)).max(50).optional();

/** What a page or a script may ask for. */
export const AuditQuery = z.strictObject({
  changeId: z.uuid().optional(),
  /** ids of people; for others their kind and name: `system:collect-source` */
  actors: Names,
  actorKinds: z.array(z.enum(['person', 'system', 'anonymous'])).optional(),
  actions: Names,
  results: z.array(z.enum(['done', 'denied', 'failed'])).optional(),
  /** references `kind:key` */
  objects: Names,
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  text: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export function toFilter({ from, to, ...rest }: AuditQuery): AuditFilter {
  return {
    ...rest,
    ...(from ? { from: new Date(from) } : {}),
    ...(to ? { to: new Date(to) } : {}),
  };
}

/** A sequence number as text: it may outgrow what JSON's numbers can hold. */
export const Sequence = z.string().regex(/^\d{1,19}$/);

export type AuditEntryView = Omit<AuditRow, 'seq' | 'at'> & { seq: string; at: string };

export function toView(row: AuditRow): AuditEntryView {
  return { ...row, seq: row.seq.toString(), at: row.at.toISOString() };
}
