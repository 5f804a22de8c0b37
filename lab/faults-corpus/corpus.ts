import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Estate } from '@/domain/estate/estate';
import { loadScenario } from '../scenario';

const Edit = z.strictObject({ at: z.array(z.union([z.string(), z.number()])).min(2), value: z.unknown().optional() });
const Fault = z.strictObject({
  name: z.string(),
  scenario: z.string(),
  edits: z.array(Edit).min(1),
  expect: z.array(z.string()),
  verdicts: z.record(z.string(), z.strictObject({ forward: z.string(), back: z.string() })).optional(),
  fix: z.string().optional(),
});
export type Fault = z.infer<typeof Fault>;

/** Faults of real networks, as data. */
export const FAULTS: readonly Fault[] = z
  .array(Fault)
  .parse(parse(readFileSync(path.join(import.meta.dirname, 'faults.yaml'), 'utf8')));

type Part = Record<string, unknown> | unknown[];

/** Where a step leads: a member of an object; in a list the member of that name, or its end. */
function indexOf(part: Part, step: string | number): string | number {
  if (!Array.isArray(part) || typeof step === 'number') return step;
  if (step === '+') return part.length;
  const names = (each: unknown) => {
    const { key, name, address, prefix } = each as Record<string, unknown>;
    return [key, name, address, prefix];
  };
  const at = part.findIndex((each) => names(each).includes(step));
  if (at < 0) throw new Error(`nothing is called ${step}`);
  return at;
}

function apply(estate: object, { at, value }: z.infer<typeof Edit>): void {
  const part = at.slice(0, -1).reduce((reached: Part, step) => {
    const next = (reached as Record<string | number, Part>)[indexOf(reached, step)];
    if (next === undefined) throw new Error(`there is no ${at.join('.')}`);
    return next;
  }, estate as Part);
  const last = indexOf(part, at.at(-1) ?? '');
  if (value !== undefined) (part as Record<string | number, unknown>)[last] = value;
  else if (Array.isArray(part)) part.splice(Number(last), 1);
  else delete part[String(last)];
}

/** The scenario of a fault with the fault in it. */
export function broken({ scenario, edits }: Pick<Fault, 'scenario' | 'edits'>): Estate {
  const estate = structuredClone(loadScenario(scenario).estate) as object;
  for (const edit of edits) apply(estate, edit);
  return Estate.parse(estate);
}
