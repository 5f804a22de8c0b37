'use client';

import { createContext, useContext, useId, type ReactNode } from 'react';
import { cn } from './cn';
import { StatusShape } from './status-mark';

type FieldControl = { id: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldControl | null>(null);

export type FieldProps = {
  label: ReactNode;
  /** A quiet word after the label: "optional". */
  note?: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  /** At the right of the label row: a status or a link. */
  aside?: ReactNode;
  /** For a group of controls (radio cards, checkboxes): a fieldset with a legend. */
  group?: boolean;
  children: ReactNode;
  className?: string;
};

/** Label above, help below, the error where the field is. Wires ids for the one control inside. */
export function Field({ label, note, help, error, aside, group, children, className }: FieldProps) {
  const id = useId();
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, helpId].filter(Boolean).join(' ') || undefined;
  const Element = group ? 'fieldset' : 'div';
  const Label = group ? 'legend' : 'label';
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>
      <Element className={cn('flex min-w-0 flex-col', className)} aria-describedby={group ? describedBy : undefined}>
        <div className="mb-1 flex items-baseline gap-2 text-12">
          <Label className="font-medium" htmlFor={group ? undefined : id}>
            {label}
          </Label>
          {note && <span className="text-ink-3">{note}</span>}
          {aside && <span className="ml-auto">{aside}</span>}
        </div>
        {children}
        {error && (
          <p id={errorId} role="alert" className="mt-1.5 flex gap-1.5 text-12 text-broken-text">
            <StatusShape status="broken" className="mt-0.5" />
            <span className="min-w-0">{error}</span>
          </p>
        )}
        {help && (
          <p id={helpId} className="mt-1 text-12 text-ink-3">
            {help}
          </p>
        )}
      </Element>
    </FieldContext>
  );
}

/** The attributes a control takes from the field around it; what the caller gives itself wins. */
export function useFieldControl(own: { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: unknown } = {}) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    'aria-describedby': own['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': own['aria-invalid'] !== undefined ? Boolean(own['aria-invalid']) : field?.invalid || undefined,
  };
}
