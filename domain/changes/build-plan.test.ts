import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { buildPlan, draftPlan } from './build-plan';
import { isError } from './problem-weight';
import { GuardSpec } from './change';
import { Operation } from './operations';
import { orderOperations } from './order-operations';
import { gainedBy, lostBy, Plan } from './plan';
import { judgedByTable } from './testing/judge';

const router = { kind: 'vbr', key: 'vbr-bp1hz' };
const vlan = { kind: 'router-interface', key: 'ri-bp1vlan' };
const add = (prefix: string, nextHop = vlan) =>
  Operation.parse({ kind: 'add-route-entry', router, routeTable: 'vtb-bp1vbr', prefix, nextHop });
const remove = (prefix: string, nextHop = vlan) =>
  Operation.parse({ kind: 'remove-route-entry', router, routeTable: 'vtb-bp1vbr', prefix, nextHop });
const peer = { vbr: 'vbr-bp1hz', group: 'bgpg-bp1hz', address: '169.254.10.2' };
const removePeer = Operation.parse({ kind: 'remove-bgp-peer', ...peer });
const addPeer = Operation.parse({ kind: 'add-bgp-peer', ...peer, bfd: { enabled: true, hops: 1 } });

const rows = (estate: Estate) => estate.vbrs[0]!.routeTable!.entries!;
const brokenSeed = () =>
  seedWith(
    (estate) => (estate.vbrs[0]!.routeTable!.entries = rows(estate).filter((row) => row.prefix !== '10.0.0.0/16')),
  );
/** The seed with the edge pods routed by hand instead of by BGP. */
const staticSeed = () => seedWith((estate) => rows(estate).forEach((row) => (row.type = 'custom')));

const assess = judgedByTable();
const build = (estate: Estate, operations: Operation[], guard = {}) =>
  buildPlan(viewOf(estate), { operations, guard: GuardSpec.parse(guard) }, assess);
function refusals(estate: Estate, operations: Operation[], guard = {}) {
  const result = build(estate, operations, guard);
  return result.ok
    ? []
    : result.problems
        .filter(isError)
        .map((problem) => [problem.code, problem.params?.flow ?? problem.params?.prefix ?? '-'].join(' '));
}
function planned(estate: Estate, operations: Operation[], guard = {}): Plan {
  const result = build(estate, operations, guard);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

describe('the plan of the missing route', () => {
  const plan = planned(brokenSeed(), [add('10.0.0.0/16')]);

  it('is one step on one lane, with what undoes it', () => {
    expect(plan.steps).toMatchObject([
      {
        index: 0,
        lane: 'router:vbr:vbr-bp1hz',
        effect: { kind: 'create-route-entry', prefix: '10.0.0.0/16' },
        inverse: { kind: 'delete-route-entry', prefix: '10.0.0.0/16' },
        before: [],
        after: ['10.0.0.0/16 → ri-bp1vlan (custom)'],
      },
    ]);
    expect(plan.lanes).toEqual(['router:vbr:vbr-bp1hz']);
    expect(plan.quota).toEqual([{ kind: 'route-entries', where: 'vtb-bp1vbr', before: 2, after: 3, limit: 200 }]);
  });

  it('shows the flows now, after the step and after its undo', () => {
    expect(plan.flows).toEqual([
      { flow: 'cloud-to-edge', mustHold: true, now: 'unreachable', steps: ['reachable'], undo: ['unreachable'] },
      { flow: 'edge-to-cloud', mustHold: true, now: 'unreachable', steps: ['reachable'], undo: ['unreachable'] },
    ]);
    expect(gainedBy(plan.flows)).toEqual(['cloud-to-edge', 'edge-to-cloud']);
    expect(lostBy(plan.flows)).toEqual([]);
  });

  it('is guarded by the flows it gains when its author names none', () => {
    expect(plan.guard).toMatchObject({ mustHold: [], keep: [], expectGain: ['cloud-to-edge', 'edge-to-cloud'] });
  });

  it('is guarded by the gain its author names', () => {
    expect(planned(brokenSeed(), [add('10.0.0.0/16')], { expectGain: ['cloud-to-edge'] }).guard.expectGain).toEqual([
      'cloud-to-edge',
    ]);
  });

  it('survives storage unchanged', () => {
    expect(Plan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });
});

describe('a plan is refused', () => {
  it('when a working flow would break at the end', () => {
    expect(refusals(staticSeed(), [remove('10.0.0.0/16')])).toEqual([
      'flow-would-break cloud-to-edge',
      'flow-would-break edge-to-cloud',
    ]);
  });

  it('when a working flow would break between two steps although it works again at the end', () => {
    const other = seedWith((estate) => {
      rows(estate).forEach((row) => (row.type = 'custom'));
      rows(estate)[1]!.nextHop = { kind: 'router-interface', key: 'ri-bp1vbr' };
    });
    const move = [add('10.0.0.0/16'), remove('10.0.0.0/16', { kind: 'router-interface', key: 'ri-bp1vbr' })];
    expect(refusals(other, move)).toEqual(['flow-would-break cloud-to-edge', 'flow-would-break edge-to-cloud']);
    const plan = planned(other, move, {
      accepted: ['cloud-to-edge', 'edge-to-cloud']
        .map((key) => ({ kind: 'flow-break', key }))
        .concat({ kind: 'empty-guard', key: 'guard' }),
    });
    expect(plan.flows[0]).toMatchObject({
      now: 'reachable',
      steps: ['unreachable', 'reachable'],
      undo: ['unreachable', 'reachable'],
    });
    expect(plan.warnings.map((each) => each.code)).toContain('flow-break-accepted');
  });

  it('unless its author accepts each flow by name', () => {
    const one = { accepted: [{ kind: 'flow-break', key: 'cloud-to-edge' }] };
    expect(refusals(staticSeed(), [remove('10.0.0.0/16')], one)).toEqual(['flow-would-break edge-to-cloud']);
  });

  it('when taking the last session away would break a working flow by its withdrawals', () => {
    expect(refusals(seedFigure(), [removePeer])).toEqual([
      'flow-would-break cloud-to-edge',
      'flow-would-break edge-to-cloud',
    ]);
  });

  it('when nobody can tell whether a working flow survives', () => {
    const second = seedWith((estate) =>
      estate.vbrs[0]!.bgpGroups![0]!.peers!.push({
        key: 'bgp-2',
        address: '169.254.20.2' as never,
        observed: { sessionState: 'established' },
      }),
    );
    expect(refusals(second, [removePeer])).toEqual([
      'flow-might-break cloud-to-edge',
      'flow-might-break edge-to-cloud',
    ]);
  });

  it('when addresses in use lose their last path and no declared flow shows it', () => {
    expect(refusals(seedFigure(), [remove('172.16.0.0/16')])).toEqual(['last-path-not-accepted 172.16.0.0/16']);
    expect(
      refusals(seedFigure(), [remove('172.16.0.0/16')], { accepted: [{ kind: 'gap', key: '172.16.0.0/16' }] }),
    ).toEqual([]);
  });

  it('when the harm of one operation hides behind the accepted flow of another', () => {
    const accepted = ['cloud-to-edge', 'edge-to-cloud'].map((key) => ({ kind: 'flow-break', key }));
    const both = [remove('10.0.0.0/16'), remove('172.16.0.0/16')];
    expect(refusals(staticSeed(), both, { accepted: [...accepted, { kind: 'empty-guard', key: 'guard' }] })).toEqual([
      'last-path-not-accepted 172.16.0.0/16',
    ]);
  });

  it('when nothing guards it, unless that is accepted by name', () => {
    const idle = seedWith((estate) => (estate.flows = []));
    expect(refusals(idle, [add('10.9.0.0/16')])).toEqual(['guard-empty -']);
    expect(refusals(idle, [add('10.9.0.0/16')], { accepted: [{ kind: 'empty-guard', key: 'guard' }] })).toEqual([]);
  });

  it('when a gain is expected that will not come, or of a flow nobody declared', () => {
    expect(refusals(brokenSeed(), [add('10.9.0.0/16')], { expectGain: ['cloud-to-edge'] })).toEqual([
      'gain-not-predicted cloud-to-edge',
    ]);
    expect(refusals(brokenSeed(), [add('10.0.0.0/16')], { mustHold: ['none'], expectGain: ['cloud-to-edge'] })).toEqual(
      ['flow-not-declared none'],
    );
  });

  it('with every problem of every operation at once, each with its place', () => {
    const result = build(brokenSeed(), [add('10.0.0.0/16'), add('100.64.0.0/10'), remove('10.7.0.0/16')]);
    expect(!result.ok && result.problems.map((problem) => [problem.path.join('.'), problem.code])).toEqual([
      ['operations.1.prefix', 'destination-is-cloud-services'],
      ['operations.2.prefix', 'route-missing'],
    ]);
  });

  it('when two operations want the same place', () => {
    expect(refusals(brokenSeed(), [add('10.0.0.0/16'), add('10.0.0.0/16')])).toEqual([
      'destination-exists 10.0.0.0/16',
    ]);
  });
});

describe('a plan with BGP peers', () => {
  it('expects no flow of a session until it is seen', () => {
    const none = seedWith((estate) => {
      estate.vbrs[0]!.bgpGroups![0]!.peers = [];
      estate.vbrs[0]!.routeTable!.entries = rows(estate).filter((row) => row.type !== 'bgp');
    });
    const plan = planned(none, [addPeer]);
    expect(plan.flows.map((line) => line.steps)).toEqual([['unreachable'], ['unreachable']]);
    expect(plan.quota).toEqual([{ kind: 'bgp-peers', where: 'vbr-bp1hz', before: 0, after: 1, limit: 8 }]);
  });

  it('does not count on the session coming back after an undo', () => {
    const accepted = ['cloud-to-edge', 'edge-to-cloud']
      .map((key) => ({ kind: 'flow-break', key }))
      .concat({ kind: 'empty-guard', key: 'guard' });
    expect(planned(seedFigure(), [removePeer], { accepted }).flows[0]).toMatchObject({
      steps: ['unreachable'],
      undo: ['unreachable'],
    });
  });
});

describe('the order of operations', () => {
  const order = (...operations: Operation[]) => orderOperations(operations).map(({ index }) => index);
  it('adds before it removes', () =>
    expect(order(remove('10.1.0.0/16'), add('10.2.0.0/16'), add('10.3.0.0/16'))).toEqual([1, 2, 0]));
  it('frees a place right before it is taken', () =>
    expect(order(remove('10.1.0.0/16'), add('10.1.0.0/16'), remove('10.4.0.0/16'), add('10.5.0.0/16'))).toEqual([
      3, 0, 1, 2,
    ]));
  it('keeps every operation once', () =>
    expect(order(add('10.1.0.0/16'), add('10.1.0.0/16'), remove('10.1.0.0/16')).sort()).toEqual([0, 1, 2]));
  it('treats peers alike', () => expect(order(removePeer, addPeer)).toEqual([0, 1]));
});

describe('a draft', () => {
  it('shows what it can beside the problems', () => {
    const { plan, problems } = draftPlan(
      viewOf(brokenSeed()),
      { operations: [add('10.0.0.0/16'), add('100.64.0.0/10')], guard: GuardSpec.parse({}) },
      assess,
    );
    expect(plan.steps).toHaveLength(1);
    expect(gainedBy(plan.flows)).toEqual(['cloud-to-edge', 'edge-to-cloud']);
    expect(problems.filter(isError)).toHaveLength(1);
  });
});
