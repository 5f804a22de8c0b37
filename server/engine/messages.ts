import type { DomainErrorCode, ErrorParams, Problem } from '@/domain/errors';
import type { Asked } from '@/server/use-cases/context';
import type { QuestionName } from '@/server/use-cases/questions';

/** What goes to the thread: names and inputs, never an estate. `ready`: to be up to date before somebody asks. */
export type Question = { id: number } & ((Asked & { name: QuestionName }) | { name: 'ready' });

/** What comes back: the value, a refusal in the product's own words, or what nobody foresaw. */
export type Answer = { id: number } & (
  | { value: unknown }
  | {
      refused: { code: DomainErrorCode; reason: string; params: ErrorParams; problems: readonly Problem[] };
    }
  | { failed: string }
);
