import type { z } from 'zod';
import type { ErrorParams, Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { Effect } from './effect';

/** One step-to-be of an operation: what is written, and how long it takes by experience. */
export type StepDraft = { effect: Effect; expectedSeconds: number };

/**
 * One line of a diff: `+` create, `~` update, `-` delete, of a row in a table. `was` is the target before an update; `withdrawn` is
 * a row that nobody deletes, because it goes by itself.
 */
export type DiffRow = {
  sign: '+' | '~' | '-';
  table: string;
  router: string;
  subject: string;
  target: string;
  was?: string;
  note?: 'withdrawn';
};

/** One observed object a plan rests on: its movement makes the plan stale. */
export type TouchKey = { kind: string; within: string; match: string };

/**
 * One kind of operation, all of it in one folder. Everything is pure; the estate view is what was observed.
 * `validate` returns every problem at once, with paths into the operation; severity `warning` does not refuse.
 */
export interface OperationDefinition<Kind extends string, S extends z.ZodType> {
  kind: Kind;
  schema: S;
  validate(view: EstateView, operation: z.output<S>): readonly Problem[];
  /** Ordered writes. Called only for operations without errors. */
  steps(view: EstateView, operation: z.output<S>): readonly StepDraft[];
  diff(view: EstateView, operation: z.output<S>): readonly DiffRow[];
  /** Sentence of the title: `operations.<kind>.title` with these parameters. */
  title(operation: z.output<S>): ErrorParams;
}
