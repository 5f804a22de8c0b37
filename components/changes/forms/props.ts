import type { UseFormReturn } from 'react-hook-form';
import type { Problem } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import type { Draft, DraftOperation } from '../form/draft';

/** What every operation's form is given: the estate to choose from, its operation, and what is wrong with it. */
export type OperationFormProps<O extends DraftOperation = DraftOperation> = {
  estate: Estate;
  operation: O;
  onChange: (operation: O) => void;
  /** paths relative to the operation */
  problems: readonly Problem[];
  /** the author has asked for the plan: what is missing is said too */
  asked: boolean;
  form: UseFormReturn<Draft>;
};
