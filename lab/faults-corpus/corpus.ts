import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DeclaredFacts } from '@/domain/estate/declared';
import { declaredOf } from '@/domain/estate/declared-of';
import { Estate } from '@/domain/estate/estate';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { loadScenario } from '../scenario';

const Edit = z.strictObject({ at: z.array(z.union([z.string(), z.number()])).min(1), value: z.unknown().optional() });
const Fault = z.strictObject({
  name: z.string(),
  scenario: z.string(),
  edits: z.array(Edit),
  expect: z.array(z.string()),
  /** of flows that the fault touches, or of one that it leaves alone: kind, reason, code and owner, each way */
  verdicts: z
    .record(z.string(), z.strictObject({ forward: z.string(), back: z.string() }))
    .refine((verdicts) => Object.keys(verdicts).length > 0),
  /** operations that are offered, and what else is told to be done: steps by hand, and facts to be declared */
  fix: z.array(z.string()),
  declared: z.literal('scenario').optional(),
  /** declared besides, by section */
  also: z.record(z.string(), z.array(z.unknown())).default({}),
  /** gateways that a source reads besides those of the scenario */
  reads: z.array(z.string()).default([]),
});
export type Fault = z.infer<typeof Fault>;

const Written = z.strictObject({
  vbr: z.string().optional(),
  vpc: z.string().optional(),
  table: z.string().optional(),
  group: z.string().optional(),
  to: z.string().optional(),
  add: z.string().optional(),
  remove: z.string().optional(),
  peer: z.string().optional(),
});
const PlanFault = z.strictObject({
  name: z.string(),
  scenario: z.string(),
  edits: z.array(Edit).default([]),
  shows: z.array(z.string()).min(1),
  operations: z.array(Written).min(1),
  problems: z.array(z.string()),
  steps: z.array(z.string()),
});
export type PlanFault = z.infer<typeof PlanFault>;

/** Faults of real networks, as data. */
export const FAULTS: readonly Fault[] = z.array(Fault).parse(read('faults.yaml'));

/** Everything of a faulty estate, read just now or too long ago. */
export function partsOf({ reads }: Fault, at: string, stale: boolean): EstateView['parts'] {
  const read = { source: 'lab', observedAt: at, stale };
  return [
    ...RESOURCE_KINDS.map((kind) => ({ ...read, kind })),
    ...reads.map((within) => ({ ...read, kind: 'gateway' as const, within })),
  ];
}

/** Faults that no state of a network has, only what somebody is about to do to it. */
export const PLAN_FAULTS: readonly PlanFault[] = z.array(PlanFault).parse(read('plans.yaml'));

function read(file: string): unknown {
  return parse(readFileSync(path.join(import.meta.dirname, file), 'utf8'));
}

/** The operations of a plan as a change would have them, not yet parsed. */
export function writtenOperations({ operations }: PlanFault): readonly object[] {
  return operations.map(({ vbr, vpc, table, group, to, add, remove, peer }) => {
    const prefix = add ?? remove;
    if (group !== undefined)
      return { kind: peer === undefined ? 'remove-bgp-peer' : 'add-bgp-peer', vbr, group, address: peer ?? remove };
    const router = vbr === undefined ? { kind: 'vpc', key: vpc } : { kind: 'vbr', key: vbr };
    const nextHop = { kind: 'router-interface', key: to };
    return {
      kind: add === undefined ? 'remove-route-entry' : 'add-route-entry',
      router,
      routeTable: table,
      prefix,
      nextHop,
    };
  });
}

type Part = Record<string, unknown> | unknown[];

/** Where a step leads: a member of an object; in a list the member of that name, or its end. */
function indexOf(part: Part, step: string | number): string | number {
  if (!Array.isArray(part) || typeof step === 'number') return step;
  if (step === '+') return part.length;
  const names = (each: unknown) => {
    const { key, name, address, prefix, peer } = each as Record<string, unknown>;
    return [key, name, address, prefix, peer];
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

/** What people had declared before it: everything that the scenario says, where that is what the fault departs from. */
export function declaredBefore({
  scenario,
  declared,
  also,
}: Pick<Fault, 'scenario' | 'declared' | 'also'>): Pick<EstateView, 'declared'> {
  if (declared === undefined) return {};
  const { facts } = declaredOf(loadScenario(scenario).estate);
  const more = Object.entries(also).map(([section, each]) => [section, [...facts[section as 'vpcs'], ...each]]);
  return { declared: DeclaredFacts.parse({ ...facts, ...Object.fromEntries(more) }) };
}

/** The scenario of a fault with the fault in it. */
export function broken({ scenario, edits }: Pick<Fault, 'scenario' | 'edits'>): Estate {
  const estate = structuredClone(loadScenario(scenario).estate) as object;
  for (const edit of edits) apply(estate, edit);
  return Estate.parse(estate);
}
