import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findFindings } from '@/domain/checks';
import { findingKey } from '@/domain/checks/finding';
import { Estate } from '@/domain/estate/estate';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import { observedGateway } from '@/lab/gobgp/observed';
import { loadScenario } from '@/lab/scenario';
import { largeEstate } from '@/lab/scenarios/large';
import { buildWorld } from '@/lab/world/build';

const NOON = '2026-03-18T12:00:00.000Z';

const Edit = z.strictObject({ at: z.array(z.union([z.string(), z.number()])).min(2), value: z.unknown().optional() });
const Fault = z.strictObject({
  name: z.string(),
  scenario: z.string(),
  edits: z.array(Edit).min(1),
  expect: z.array(z.string()).min(1),
});
const FAULTS = z.array(Fault).parse(parse(readFileSync(path.join(import.meta.dirname, 'faults.yaml'), 'utf8')));

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

/** Everything of the estate, read just now. */
function findingsOf(estate: Estate, stale = false) {
  const parts = RESOURCE_KINDS.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale }));
  return findFindings({ estate, parts, revision: 'corpus' }, NOON);
}

const scenarios = new Map([...new Set(FAULTS.map((each) => each.scenario))].map((name) => [name, healthy(name)]));

function healthy(name: string) {
  const { estate } = loadScenario(name);
  return { estate, known: new Set(findingsOf(estate).map(findingKey)) };
}

function broken({ scenario, edits }: z.infer<typeof Fault>): Estate {
  const estate = structuredClone(scenarios.get(scenario)?.estate ?? {});
  for (const edit of edits) apply(estate, edit);
  return Estate.parse(estate);
}

describe('the fault corpus', () => {
  it.each(FAULTS)('$name: $expect', (fault) => {
    const found = findingsOf(broken(fault));
    const fresh = found.filter((each) => !scenarios.get(fault.scenario)?.known.has(findingKey(each)));
    expect(fresh.map(({ code, owner }) => `${code} ${owner}`).sort()).toEqual([...fault.expect].sort());
    expect(new Set(found.map(findingKey)).size).toBe(found.length);
  });

  it('is silent where every reading is old, but for the silence itself and what is declared', () => {
    const kinds = FAULTS.flatMap((fault) => findingsOf(broken(fault), true)).map(({ kind }) => kind);
    const declared = ['stale-source', 'addresses-overlap', 'cloud-services-range', 'shared-asn'];
    expect([...new Set(kinds)].filter((kind) => !declared.includes(kind))).toEqual([]);
  });
});

describe('a healthy network', () => {
  it.each(['ens', 'self-managed-flannel'])('has no finding: %s', (name) => {
    expect(findingsOf(loadScenario(name).estate)).toEqual([]);
  });

  it.each(['ens', 'self-managed-flannel'])('has none when its gateways show what they hold: %s', (name) => {
    const { estate } = loadScenario(name);
    const state = buildWorld(estate, { scenario: name, digest: '', born: NOON });
    const gateways = estate.gateways.map((gateway) => ({
      ...gateway,
      observed: observedGateway(state, gateway, Date.parse(NOON), (key) => key),
    }));
    expect(gateways.every(({ observed }) => (observed.routes ?? []).length > 0)).toBe(true);
    expect(findingsOf({ ...estate, gateways })).toEqual([]);
  });

  it.each([1, 2, 9, 45])('has no finding when it is generated with %i sites', (sites) => {
    expect(findingsOf(largeEstate({ sites, nodesPerSite: 5, networksPerGateway: 2 }))).toEqual([]);
  });
});
