import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import type { SessionState } from '@/domain/estate/bgp';
import { observedViewOf, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { buildPlan } from './build-plan';
import { isError } from './problem-weight';
import { type Acceptance, GuardSpec } from './change';
import { Operation } from './operations';
import type { Plan } from './plan';
import { seeSession } from './session';
import { judgedByTable } from './testing/judge';

const VBR = 'vbr-bp1hz';
const peer = { vbr: VBR, group: 'bgpg-bp1hz', address: '169.254.10.2' };
const addPeer = Operation.parse({ kind: 'add-bgp-peer', ...peer, bfd: { enabled: true, hops: 1 } });
const removePeer = Operation.parse({ kind: 'remove-bgp-peer', ...peer });
const addRoute = Operation.parse({
  kind: 'add-route-entry',
  router: { kind: 'vbr', key: VBR },
  routeTable: 'vtb-bp1vbr',
  prefix: '10.9.0.0/16',
  nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
});
const onVpc = Operation.parse({
  kind: 'add-route-entry',
  router: { kind: 'vpc', key: 'vpc-bp1hz' },
  routeTable: 'vtb-bp1vpc',
  prefix: '10.9.0.0/16',
  nextHop: { kind: 'router-interface', key: 'ri-bp1vpc' },
});
const own = { vbr: VBR, address: '169.254.10.2' };
const other = { vbr: VBR, address: '169.254.20.2' };

const groupOf = (estate: Estate) => estate.vbrs[0]!.bgpGroups![0]!;
/** Routed by hand, so that no flow hangs on the session. */
const staticSeed = (edit: (estate: Estate) => void) =>
  seedWith((estate) => {
    estate.vbrs[0]!.routeTable!.entries!.forEach((row) => (row.type = 'custom'));
    edit(estate);
  });
const withoutPeer = (edit: (estate: Estate) => void = () => {}) =>
  staticSeed((estate) => {
    groupOf(estate).peers = [];
    edit(estate);
  });
const second = (sessionState: SessionState) => (estate: Estate) =>
  void groupOf(estate).peers!.push({ key: 'bgp-2', address: other.address as never, observed: { sessionState } });

function build(estate: Estate, operations: Operation[], accepted: Acceptance[] = [], view = viewOf(estate)) {
  return buildPlan(view, { operations, guard: GuardSpec.parse({ accepted }) }, judgedByTable());
}
function planned(...given: Parameters<typeof build>): Plan {
  const result = build(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}
function refusals(...given: Parameters<typeof build>) {
  const result = build(...given);
  return result.ok ? [] : result.problems.filter(isError);
}

describe('what a guard wants of sessions', () => {
  it('is that a new one comes up, which is enough to guard a change', () => {
    const idle = withoutPeer((estate) => (estate.flows = []));
    expect(planned(idle, [addPeer]).guard).toMatchObject({ comeUp: [own], stayUp: [] });
  });

  it('is that established ones stay up, whatever is written to their VBR', () => {
    const plan = planned(seedWith(second('established')), [addRoute]);
    expect(plan.guard).toMatchObject({ comeUp: [], stayUp: [own, other] });
  });

  it('is nothing of sessions that are not up, nor of VBRs that are not written to', () => {
    expect(planned(seedWith(second('active')), [addRoute]).guard.stayUp).toEqual([own]);
    expect(planned(seedFigure(), [onVpc]).guard.stayUp).toEqual([]);
  });

  it('leaves out the one that is taken away, and no other', () => {
    const plan = planned(staticSeed(second('established')), [removePeer]);
    expect(plan.guard).toMatchObject({ comeUp: [], stayUp: [other] });
    expect(plan.sessions).toMatchObject([
      { ...other, now: 'established', expected: 'stay-up', guarded: true },
      { ...own, now: 'established', expected: 'end', guarded: false },
    ]);
  });

  it('is that one which is taken away and put back comes up again', () => {
    const again = Operation.parse({ kind: 'add-bgp-peer', ...peer, bfd: { enabled: false } });
    expect(
      planned(
        staticSeed(() => {}),
        [removePeer, again],
      ).guard,
    ).toMatchObject({ comeUp: [own], stayUp: [] });
  });

  it('does not forget one that was last seen up because the reading is old', () => {
    const estate = seedFigure();
    const plan = planned(estate, [addRoute], [], observedViewOf(estate, ['bgp-peer']));
    expect(plan.guard.stayUp).toEqual([own]);
    expect(plan.sessions[0]!.now).toBe('stale');
  });

  it('does not count as a guard where sessions only stay up', () => {
    const idle = seedWith((estate) => (estate.flows = []));
    expect(refusals(idle, [addRoute]).map(({ code }) => code)).toEqual(['guard-empty']);
  });
});

describe('a session that cannot come up', () => {
  const neighbours = (estate: Estate) => estate.gateways[0]!.bgpPeers!;
  const cases: [string, string, (estate: Estate) => void][] = [
    [
      'gateway-lacks-neighbor',
      'unconfigured',
      (estate) => (estate.gateways[0]!.bgpPeers = neighbours(estate).slice(1)),
    ],
    ['gateway-asn-differs', 'asn', (estate) => (estate.gateways[0]!.asn = 65099)],
    ['gateway-remote-as-differs', 'asn', (estate) => (neighbours(estate)[0]!.peerAsn = 64999)],
    ['bgp-key-one-sided', 'key', (estate) => delete neighbours(estate)[0]!.authKey],
  ];
  it.each(cases)('because of %s has to be accepted by name', (_code, cause, edit) => {
    expect(refusals(withoutPeer(edit), [addPeer])).toEqual([
      { path: ['guard'], code: 'session-cannot-come-up', params: { session: 'vbr-bp1hz/169.254.10.2', cause } },
    ]);
    const accepted = [{ kind: 'session-not-up' as const, key: 'vbr-bp1hz/169.254.10.2' }];
    const plan = planned(withoutPeer(edit), [addPeer], accepted);
    expect(plan.guard).toMatchObject({ comeUp: [], stayUp: [] });
    expect(plan.warnings.map(({ code }) => code)).toContain('session-not-up-accepted');
  });

  it('leaves the guard empty, which has to be accepted too', () => {
    const idle = withoutPeer((estate) => (estate.flows = []));
    const accepted = [{ kind: 'session-not-up' as const, key: 'vbr-bp1hz/169.254.10.2' }];
    expect(refusals(idle, [addPeer], accepted).map(({ code }) => code)).toEqual(['guard-empty']);
  });

  it('is not thought of when only BFD is one-sided', () => {
    const estate = withoutPeer((each) => (neighbours(each)[0]!.bfd = false));
    expect(planned(estate, [addPeer]).guard.comeUp).toEqual([own]);
  });
});

it('lets a session that is up be lost when that was accepted by name, and says so', () => {
  const accepted = [{ kind: 'session-loss' as const, key: 'vbr-bp1hz/169.254.10.2' }];
  const plan = planned(seedFigure(), [addRoute], accepted);
  expect(plan.guard.stayUp).toEqual([]);
  expect(plan.warnings).toMatchObject([
    { code: 'session-loss-accepted', params: { session: 'vbr-bp1hz/169.254.10.2' }, severity: 'warning' },
  ]);
});

describe('a session as it is seen', () => {
  const see = (estate: Estate, stale = false) => {
    const { kind, word } = seeSession(observedViewOf(estate, stale ? ['bgp-peer'] : []), own);
    return `${kind} ${word}`;
  };
  const state = (sessionState: SessionState) =>
    seedWith((estate) => (groupOf(estate).peers![0]!.observed = { sessionState }));
  it.each([
    [seedFigure(), 'established established'],
    [state('active'), 'down active'],
    [state('down'), 'down down'],
    [state('unknown'), 'unknown unknown'],
    [seedWith((estate) => delete groupOf(estate).peers![0]!.observed), 'unknown unknown'],
    [seedWith((estate) => (groupOf(estate).peers = [])), 'down absent'],
    [seedWith((estate) => delete estate.vbrs[0]!.bgpGroups), 'unknown unread'],
    [seedWith((estate) => (estate.vbrs = [])), 'unknown unread'],
  ])('%#', (estate, expected) => expect(see(estate)).toBe(expected));

  it('is unknown when the reading is old, whatever it said', () => {
    expect(see(seedFigure(), true)).toBe('unknown stale');
  });
});
