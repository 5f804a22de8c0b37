import { describe, expect, it, vi } from 'vitest';
import { applyEffect } from '@/domain/changes/apply-effect';
import { definitionOf, Operation } from '@/domain/changes/operations';
import { isError } from '@/domain/changes/problem-weight';
import { findFindings } from '@/domain/checks';
import { findingKey, routerOfFix, type Finding, type FindingFix } from '@/domain/checks/finding';
import { declaredOf } from '@/domain/estate/declared-of';
import type { Estate } from '@/domain/estate/estate';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/answers/judge';
import type { Verdict } from '@/domain/routing/verdict';
import { remedyOf } from '@/domain/remedies';
import { observedGateway } from '@/lab/gobgp/observed';
import { loadScenario } from '@/lab/scenario';
import { largeEstate } from '@/lab/scenarios/large';
import { refreshSessions } from '@/lab/world/bgp';
import { buildWorld } from '@/lab/world/build';
import { broken, declaredBefore, FAULTS, partsOf, type Fault } from './corpus';

// Dozens of estates are checked in one test.
vi.setConfig({ testTimeout: 30_000 });

const NOON = '2026-03-18T12:00:00.000Z';

/** Everything of the estate, read just now. */
function findingsOf(estate: Estate, { stale = false, ...more }: Reading = {}) {
  return findFindings({ ...viewOf(estate, stale), ...more }, NOON);
}

type Reading = { stale?: boolean } & Partial<Pick<EstateView, 'declared' | 'parts'>>;

function viewOf(estate: Estate, stale = false): EstateView {
  const parts = RESOURCE_KINDS.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale }));
  return { estate, parts, revision: 'corpus' };
}

/** As the form reads it from its address. */
function operationOf(fix: FindingFix): Operation {
  if (fix.operation === 'remove-bgp-peer') return Operation.parse({ kind: fix.operation, ...fix.params });
  const hop = (key: string) => ({ kind: 'router-interface', key });
  const { table, prefix, nextHop } = fix.params;
  const moved = fix.operation === 'move-route-entry' ? { newNextHop: hop(fix.params.newNextHop) } : {};
  const row = { router: routerOfFix(fix), routeTable: table, prefix, nextHop: hop(nextHop), ...moved };
  return Operation.parse({ kind: fix.operation, ...row });
}

/** What is said to mend findings, each once. */
function mendingOf(fault: Fault, findings: readonly Finding[]): readonly string[] {
  const estate = broken(fault);
  const { declared = declaredOf(estate).facts } = declaredBefore(fault);
  const told = findings.flatMap((finding): readonly string[] => {
    if (finding.fix) return [finding.fix.operation];
    const { form, steps } = remedyOf({ ...viewOf(estate), declared }, finding);
    return [...(form ? [`declare ${form.section}`] : []), ...steps.map(({ code }) => code)];
  });
  return [...new Set(told)].sort();
}

const scenarios = new Map([...new Set(FAULTS.map((each) => each.scenario))].map((name) => [name, healthy(name)]));

function healthy(name: string) {
  const { estate } = loadScenario(name);
  return { estate, known: new Set(findingsOf(estate).map(findingKey)) };
}

describe('the fault corpus', () => {
  it.each(FAULTS)('$name: $expect', (fault) => {
    const found = findingsOf(broken(fault), { ...declaredBefore(fault), parts: partsOf(fault, NOON, false) });
    const fresh = found.filter((each) => !scenarios.get(fault.scenario)?.known.has(findingKey(each)));
    expect(fresh.map(({ code, owner }) => `${code} ${owner}`).sort()).toEqual([...fault.expect].sort());
    expect(new Set(found.map(findingKey)).size).toBe(found.length);
    expect(mendingOf(fault, fresh)).toEqual([...fault.fix].sort());
  });

  const repairable = FAULTS.filter((fault) => findFindings(viewOf(broken(fault)), NOON).some(({ fix }) => fix));

  it.each(repairable)('$name: what is offered repairs what it is offered for', (fault) => {
    const view = viewOf(broken(fault));
    const offers = findFindings(view, NOON).filter(({ fix }) => fix !== undefined);
    expect(offers).not.toEqual([]);
    for (const offer of offers) {
      const operation = operationOf(offer.fix!);
      const { validate, steps } = definitionOf(operation.kind);
      expect(validate(view, operation).filter(isError)).toEqual([]);
      const after = steps(view, operation).reduce((state, { effect }) => applyEffect(state, effect), view);
      expect(findFindings(after, NOON).map(findingKey)).not.toContain(findingKey(offer));
    }
  });

  it.each(FAULTS)('$name: $verdicts', (fault) => {
    const said = ({ kind, reason, finding, owner }: Verdict) =>
      [kind, reason?.code, finding, owner].filter((each) => each !== undefined).join(' ');
    const told = judgeFlows(viewOf(broken(fault)))
      .filter(({ flow }) => fault.verdicts[flow])
      .map(({ flow, forward, back }) => [flow, { forward: said(forward), back: said(back) }]);
    expect(Object.fromEntries(told)).toEqual(fault.verdicts);
  });

  it('is silent where every reading is old, but for the silence itself and what is declared', () => {
    const kinds = FAULTS.flatMap((fault) => findingsOf(broken(fault), { stale: true, ...declaredBefore(fault) })).map(
      ({ kind }) => kind,
    );
    const declared = [
      ...[
        'stale-source',
        'addresses-overlap',
        'cloud-services-range',
        'shared-asn',
        'gateway-has-cloud-asn',
        'asn-not-allowed',
      ],
    ];
    expect([...new Set(kinds)].filter((kind) => !declared.includes(kind))).toEqual([]);
  });
});

/** A world whose sessions have had the time to come up. */
function settledWorld(scenario: string, estate: Estate) {
  const state = buildWorld(estate, { scenario, digest: '', born: NOON });
  refreshSessions(state, 0, 0);
  return state;
}

describe('a healthy network', () => {
  it.each(['ens', 'self-managed-flannel'])('has no finding: %s', (name) => {
    expect(findingsOf(loadScenario(name).estate)).toEqual([]);
  });

  it.each(['ens', 'self-managed-flannel'])('has none when its gateways show what they hold: %s', (name) => {
    const { estate } = loadScenario(name);
    const state = settledWorld(name, estate);
    const gateways = estate.gateways.map((gateway) => ({
      ...gateway,
      observed: observedGateway(state, gateway, Date.parse(NOON), (key) => key),
    }));
    expect(gateways.every(({ observed }) => (observed.routes ?? []).length > 0)).toBe(true);
    expect(findingsOf({ ...estate, gateways }, { declared: declaredOf(estate).facts })).toEqual([]);
  });

  it.each(['seed', 'second-circuit', 'three-sites'])(
    'is read as it is declared, whatever else there is: %s',
    (name) => {
      const { estate } = loadScenario(name);
      const state = settledWorld(name, estate);
      const gateways = estate.gateways.map((gateway) => ({
        ...gateway,
        observed: observedGateway(state, gateway, Date.parse(NOON), (key) => key),
      }));
      const found = findingsOf({ ...estate, gateways }, { declared: declaredOf(estate).facts });
      expect(found.filter(({ kind }) => kind === 'declared-differs')).toEqual([]);
    },
  );

  it.each([1, 2, 9, 45])('has no finding when it is generated with %i sites', (sites) => {
    expect(findingsOf(largeEstate({ sites, nodesPerSite: 5, networksPerGateway: 2 }))).toEqual([]);
  });
});
