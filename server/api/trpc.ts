import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import type { ApiContext } from './context';
import { refusalOf, toTrpcError } from './errors';

const t = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.requestId ?? 'none';
    const known = error.cause instanceof DomainError;
    return {
      ...shape,
      message: known ? shape.message : error.code === 'INTERNAL_SERVER_ERROR' ? 'unexpected' : shape.message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        refusal: refusalOf(error.cause, requestId),
      },
    };
  },
});

/** Refusals become tRPC errors here and nowhere else; what nobody foresaw goes to the log with its request id. */
const speakTrpc = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof DomainError) throw toTrpcError(cause);
  if (result.error.code === 'INTERNAL_SERVER_ERROR') {
    log().error({ requestId: ctx.requestId, path, err: cause ?? result.error }, 'request failed');
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'unexpected', cause });
  }
  return result;
});

export const router = t.router;
export const procedure = t.procedure.use(speakTrpc);
