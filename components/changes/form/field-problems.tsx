'use client';

import type { ReactNode } from 'react';
import { Field, type FieldProps } from '@/components/ui/field';
import { StatusShape } from '@/components/ui/status-mark';
import type { Problem } from '@/domain/errors';
import { ProblemText, Suggestions } from '../problem-text';

export type ProblemFieldProps = Omit<FieldProps, 'error' | 'children'> & {
  problems: readonly Problem[];
  /** what is merely missing is said only once the author has been here or asked for the plan */
  touched: boolean;
  onTake?: (suggestion: string) => void;
  children: ReactNode;
};

/** A field with everything that is wrong with it, all at once, and warnings in their own colour. */
export function ProblemField({ problems, touched, onTake, children, ...field }: ProblemFieldProps) {
  const said = problems.filter((problem) => touched || problem.code !== 'missing');
  const errors = said.filter((problem) => problem.severity !== 'warning');
  const warnings = said.filter((problem) => problem.severity === 'warning');
  const [first] = errors;
  return (
    <Field
      {...field}
      error={errors.length > 0 ? errors.map((problem, index) => <Line key={index} problem={problem} />) : undefined}
    >
      {children}
      {first && onTake && <Suggestions problem={first} onTake={onTake} />}
      {warnings.map((problem, index) => (
        <p key={index} className="mt-1.5 flex gap-1.5 text-12 text-warning-text">
          <StatusShape status="warning" className="mt-0.5" />
          <span className="min-w-0">
            <ProblemText problem={problem} />
          </span>
        </p>
      ))}
    </Field>
  );
}

function Line({ problem }: { problem: Problem }) {
  return (
    <span className="block">
      <ProblemText problem={problem} />
    </span>
  );
}
