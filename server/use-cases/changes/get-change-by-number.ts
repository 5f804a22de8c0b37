import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { parseInput } from '../command';
import type { Context } from '../context';
import { type ChangeDetail, getChange } from './get-change';

const Input = z.object({ number: z.number().int().positive() });

/** A change by the number people say. Rights are asked by the same door as by id. */
export async function getChangeByNumber(context: Context, raw: z.input<typeof Input>): Promise<ChangeDetail> {
  const { number } = parseInput(Input, raw);
  const found = await context.db.change.findUnique({ where: { number }, select: { id: true } });
  if (!found) throw new DomainError('not-found', 'change-not-found', { number });
  return getChange(context, { changeId: found.id });
}
