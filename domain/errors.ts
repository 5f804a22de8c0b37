/**
 * Every refusal the product can give, as a closed set of codes. Nothing below the API knows HTTP; the API maps these once.
 * `params` fill the sentence that the catalogues hold for `reason`.
 */
export type DomainErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'forbidden'
  | 'unauthenticated'
  | 'conflict'
  | 'stale'
  | 'precondition-failed'
  | 'quota-exceeded'
  | 'unavailable'
  | 'too-many-requests';

export type ErrorParams = Readonly<Record<string, string | number>>;

/** One thing wrong with an input: where (path into the input), what (a code with a sentence in both catalogues), with which values. */
export type Problem = {
  path: readonly (string | number)[];
  code: string;
  params?: ErrorParams;
  severity?: 'error' | 'warning';
};

export class DomainError extends Error {
  override readonly name = 'DomainError';
  /**
   * By name too: pages and procedures are bundled apart, each with a class of its own, and share an engine that refuses with
   * one of them. A subclass is known only as itself.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return this === DomainError && value instanceof Error && value.name === 'DomainError';
  }
  constructor(
    readonly code: DomainErrorCode,
    /** kebab-case reason, finer than the code; the catalogues have its sentence under `errors.<reason>` */
    readonly reason: string,
    readonly params: ErrorParams = {},
    readonly problems: readonly Problem[] = [],
  ) {
    super(`${code}: ${reason} ${JSON.stringify(params)}`);
  }
}

/** Ends a switch over a closed union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
