import type { Context } from '@/server/use-cases/context';
import { procedure } from './trpc';

/**
 * A procedure is its use-case: the use-case authorises, parses and refuses. The input is handed on as it came, so that its
 * problems are said in the product's own words and once.
 */
type UseCase<I, O> = (context: Context, input: I) => Promise<O>;

const asSent =
  <I>() =>
  (value: unknown) =>
    value as I;

export const read = <I, O>(useCase: UseCase<I, O>) =>
  procedure
    .input(asSent<I>())
    .query(({ ctx, input, signal }) => useCase(signal ? { ...ctx, signal } : ctx, input as I));

export const write = <I, O>(useCase: UseCase<I, O>) =>
  procedure.input(asSent<I>()).mutation(({ ctx, input }) => useCase(ctx, input as I));
