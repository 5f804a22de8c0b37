import { randomUUID } from 'node:crypto';

/** A refusal as the API words it: codes are byte-exact, the service's own misspellings included. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export function badRequest(code: string, message: string): ApiError {
  return new ApiError(400, code, message);
}

export function missing(parameter: string): ApiError {
  return badRequest(
    'MissingParameter',
    `The input parameter "${parameter}" that is mandatory for processing this request is not supplied.`,
  );
}

export function invalid(parameter: string): ApiError {
  return badRequest('InvalidParameter', `The specified parameter "${parameter}" is not valid.`);
}

export function newRequestId(): string {
  return randomUUID().toUpperCase();
}

/** What a crash of the service itself looks like from outside. */
export function internalError(): ApiError {
  return new ApiError(
    500,
    'InternalError',
    'The request processing has failed due to some unknown error, exception or failure.',
  );
}
