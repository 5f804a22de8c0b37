import { DomainError } from '@/domain/errors';
import { type LiveEvent, watch } from '@/server/use-cases/live/watch';
import { toTrpcError } from '../errors';
import { procedure, router } from '../trpc';

/** A stream fails while it runs, where the procedures' middleware no longer looks. */
async function* speakTrpc(events: AsyncGenerator<LiveEvent>): AsyncGenerator<LiveEvent> {
  try {
    yield* events;
  } catch (error) {
    throw error instanceof DomainError ? toTrpcError(error) : error;
  }
}

export const liveRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    speakTrpc(watch(ctx.findActor, signal ?? new AbortController().signal)),
  ),
});
