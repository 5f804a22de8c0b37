'use client';

import { CalendarClock } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button, type ButtonProps } from './button';
import { Field } from './field';
import { Input } from './input';
import { Popover } from './popover';

export type MomentField<Name extends string> = {
  name: Name;
  label: string;
  value: Date | null;
  help?: string;
  /** Left empty it is no answer. */
  required?: boolean;
};

export type MomentsButtonProps<Name extends string> = {
  /** What choosing leads to: the button's word, and the surface's. */
  label: string;
  /** The word on the button that goes there. */
  go: string;
  fields: readonly MomentField<Name>[];
  size?: ButtonProps['size'];
  /** What was typed; null where a field was left empty. */
  onGo: (moments: Record<Name, Date | null>) => void;
};

/** A button that asks for one moment or several, to the second, in the reader's own time. */
export function MomentsButton<Name extends string>({ label, go, fields, size, onGo }: MomentsButtonProps<Name>) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <Button size={size}>
          <CalendarClock aria-hidden />
          {label}
        </Button>
      }
    >
      <MomentsForm
        go={go}
        fields={fields}
        onGo={(moments) => {
          setOpen(false);
          onGo(moments);
        }}
      />
    </Popover>
  );
}

function MomentsForm<Name extends string>({ go, fields, onGo }: Omit<MomentsButtonProps<Name>, 'label' | 'size'>) {
  const [typed, setTyped] = useState<Partial<Record<Name, string>>>({});
  const textOf = (field: MomentField<Name>) => typed[field.name] ?? (field.value ? localText(field.value) : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moments = fields.map((field) => [field.name, momentOf(textOf(field))] as const);
    onGo(Object.fromEntries(moments) as Record<Name, Date | null>);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {fields.map((field) => (
        <Field key={field.name} label={field.label} help={field.help}>
          <Input
            type="datetime-local"
            step={1}
            required={field.required}
            value={textOf(field)}
            onChange={(event) => setTyped({ ...typed, [field.name]: event.target.value })}
          />
        </Field>
      ))}
      <Button type="submit" variant="primary" size="sm" className="self-end">
        {go}
      </Button>
    </form>
  );
}

/** As the field writes it: the reader's own clock, without a zone. */
function localText(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

function momentOf(text: string): Date | null {
  const moment = new Date(text);
  return text === '' || Number.isNaN(moment.getTime()) ? null : moment;
}
