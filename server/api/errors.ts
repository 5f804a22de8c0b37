import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { DomainError, type DomainErrorCode, type ErrorParams, type Problem } from '@/domain/errors';

/** The one place where the product's refusals meet HTTP. */
const TRPC_CODE = {
  'invalid-input': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  forbidden: 'FORBIDDEN',
  unauthenticated: 'UNAUTHORIZED',
  conflict: 'CONFLICT',
  stale: 'CONFLICT',
  'precondition-failed': 'PRECONDITION_FAILED',
  'quota-exceeded': 'PRECONDITION_FAILED',
  unavailable: 'SERVICE_UNAVAILABLE',
  'too-many-requests': 'TOO_MANY_REQUESTS',
} as const satisfies Record<DomainErrorCode, TRPC_ERROR_CODE_KEY>;

/** What the browser is told of a failure: a code and parameters with a sentence in the catalogues, or only a reference. */
export type Refusal = {
  code: DomainErrorCode | 'unexpected';
  reason: string;
  params: ErrorParams;
  problems: readonly Problem[];
};

export function toTrpcError(error: DomainError): TRPCError {
  return new TRPCError({ code: TRPC_CODE[error.code], message: error.reason, cause: error });
}

/** The same for answers that are no procedures. */
export function httpStatusOf(error: DomainError): number {
  return getHTTPStatusCodeFromError(toTrpcError(error));
}

/** What is not ours to explain shows a request id and nothing else; the cause goes to the log. */
export function refusalOf(cause: unknown, requestId: string): Refusal {
  if (cause instanceof DomainError)
    return { code: cause.code, reason: cause.reason, params: cause.params, problems: cause.problems };
  return { code: 'unexpected', reason: 'unexpected', params: { requestId }, problems: [] };
}
