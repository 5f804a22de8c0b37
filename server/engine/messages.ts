import type { DomainErrorCode, ErrorParams, Problem } from '@/domain/errors';

/** What goes to the thread: ids and operations, never an estate. `now` is milliseconds of the epoch. */
export type Question = { id: number; now: number; input: unknown };

/** What comes back: the value, a refusal in the product's own words, or what nobody foresaw. */
export type Answer = { id: number } & (
  | { value: unknown }
  | {
      refused: { code: DomainErrorCode; reason: string; params: ErrorParams; problems: readonly Problem[] };
    }
  | { failed: string }
);
