import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keepSame } from '@/domain/estate/keep-same';
import { ObservedResource } from '@/domain/estate/resource';

/** To be raised when texts are refused or written otherwise than before: that no schema shows. */
const TEXTS = 1;

/** By kind: what this version of the product takes for a resource, in short. */
const FORMS: ReadonlyMap<string, string> = new Map(
  ObservedResource.options.map((option) => {
    const schema = JSON.stringify([TEXTS, z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' })]);
    return [option.shape.kind.value, createHash('sha256').update(schema).digest('hex').slice(0, 12)];
  }),
);

/**
 * The form of a resource that is read back as exactly what it is: stored with it, it need not be checked again, which of hundreds of
 * thousands takes a while. Empty where it would not be.
 */
export function formOf(resource: ObservedResource): string {
  const { success, data } = ObservedResource.safeParse(resource);
  return success && keepSame(resource, data) === resource ? (FORMS.get(resource.kind) ?? '') : '';
}

/** Whether a row of this form is known to be a resource of its kind as this version of the product has it. */
export function isOfForm(kind: string, form: string): boolean {
  return form !== '' && FORMS.get(kind) === form;
}
