import { describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '@/domain/canonical-json';
import { findFindings } from '@/domain/checks';
import type { Estate } from '@/domain/estate/estate';
import type { EstateView } from '@/domain/estate/view';
import { parsePrefix, prefixFamily } from '@/domain/net/prefix';
import { judgeFlow, judgeFlows } from '@/domain/routing/answers/judge';
import { someEdits } from '@/domain/testing/arbitrary-edit';
import { endingsOf } from '@/domain/testing/oracle';
import { Dice } from '@/domain/testing/oracle/dice';
import { tangledEstate, tangledView } from '@/domain/testing/oracle/tangled-estate';
import { addressIn, askedOf } from '@/domain/testing/oracle/tangled-ranges';
import { NOON, observedViewOf, seedFigure, seedWith } from '@/domain/testing/seed-figure';
import type { Assess } from '../plan';
import { whatIf } from '../what-if';
import { applyEdit, problemsOfEdit, undoOf } from '.';
import { EstateEdit } from './edit';

vi.setConfig({ testTimeout: 60_000 });

const assess: Assess = { judge: judgeFlows, check: (view, verdicts) => findFindings(view, NOON, verdicts) };
const edit = (written: object) => EstateEdit.parse(written);
const effectOf = (estate: Estate, ...edits: EstateEdit[]) => whatIf(observedViewOf(estate), edits, assess);

/** The same whatever the order of its lists. */
function canonical(value: unknown): string {
  const sorted = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(sorted).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    if (each === null || typeof each !== 'object') return each;
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, sorted(member)]));
  };
  return canonicalJson(sorted(value));
}

const session = { kind: 'set-bgp-session', vbr: 'vbr-bp1hz', group: 'bgpg-bp1hz', address: '169.254.10.2' };
const down = edit({ ...session, sessionState: 'idle' });
const pods = {
  of: { kind: 'security-group', key: 'sg-bp1pods' },
  permit: { direction: 'ingress', from: '10.0.0.0/16' },
};
const codes = (delta: ReturnType<typeof effectOf>) => delta.findings.appear.map(({ code }) => code);

describe('what is supposed of an estate', () => {
  it('stops flows by a session that goes down, and they start when it is up again', () => {
    const stopped = effectOf(seedFigure(), down);
    expect(stopped.flows.map(({ after }) => after)).toContain('unreachable');
    expect(codes(stopped)).toEqual(expect.arrayContaining(['C01']));
    const idle = applyEdit(observedViewOf(seedFigure()), down).estate;
    const started = effectOf(idle, edit({ ...session, sessionState: 'established' }));
    expect(started.flows.every(({ before, after }) => before === 'unreachable' && after === 'reachable')).toBe(true);
    expect(started.findings.go.map(({ code }) => code)).toContain('C01');
  });

  it('brings over a session what the gateway should announce, without what the VBR refuses', () => {
    const rowsUp = (change: (estate: Estate) => void) => {
      const idle = applyEdit(observedViewOf(seedWith(change)), down);
      const { routeTable } = applyEdit(idle, edit({ ...session, sessionState: 'established' })).estate.vbrs[0]!;
      return routeTable?.entries?.filter(({ type }) => type === 'bgp').map(({ prefix }) => prefix);
    };
    expect(rowsUp(() => undefined)).toEqual(['10.0.0.0/16']);
    expect(rowsUp((estate) => (estate.gateways[0]!.asn = 45104 as never))).toEqual([]);
    expect(rowsUp((estate) => (estate.vbrs[0]!.bgpGroups![0]!.routeLimit = 0))).toEqual([]);
  });

  it('finds a node of another pod subnet, and one that is gone takes its flows along', () => {
    const [node] = seedFigure().clusters[0]!.nodes!.filter(({ name }) => name === 'edge-hz1-a1');
    const moved = edit({ kind: 'change-node', cluster: 'c0seedhz', node: { ...node, podCidr: '10.200.0.0/25' } });
    expect(codes(effectOf(seedFigure(), moved))).toContain('V3');
    const speakers = ['edge-hz1-a1', 'edge-hz1-a2'].map((name) =>
      edit({ kind: 'remove-node', cluster: 'c0seedhz', name }),
    );
    const without = effectOf(seedFigure(), ...speakers);
    expect(without.flows.map(({ after }) => after)).toEqual(['unknown', 'unknown']);
  });

  it('stops by a permit that is taken away what came in by it', () => {
    const { flows } = effectOf(seedFigure(), edit({ kind: 'remove-permit', ...pods }));
    expect(flows).toMatchObject([{ flow: 'edge-to-cloud', after: 'unreachable', cause: { finding: 'F21' } }]);
    const narrowed = edit({ kind: 'change-permit', ...pods, to: { direction: 'ingress', from: '10.0.0.0/18' } });
    expect(effectOf(seedFigure(), narrowed).flows).toEqual([]);
  });

  it('is judged after the operations before it, and problems say which it was', () => {
    const route = {
      kind: 'remove-route-entry',
      router: { kind: 'vbr', key: 'vbr-bp1hz' },
      routeTable: 'vtb-bp1vbr',
      nextHop: { kind: 'router-interface', key: 'ri-bp1vbr' },
      prefix: parsePrefix('192.168.0.0/16'),
    } as const;
    const unknown = edit({ kind: 'remove-node', cluster: 'c0seedhz', name: 'nobody' });
    const { problems, flows } = whatIf(observedViewOf(seedFigure()), [unknown, route, route, down], assess);
    expect(problems.filter(({ severity }) => severity !== 'warning').map(({ path, code }) => [path[1], code])).toEqual([
      [0, 'node-unknown'],
      [2, 'route-missing'],
    ]);
    expect(flows.length).toBeGreaterThan(0);
  });

  it.each([
    ['a VBR nobody knows', { ...session, vbr: 'vbr-none' }, 'router-unknown'],
    ['a group nobody knows', { ...session, group: 'none' }, 'group-unknown'],
    ['a peer nobody knows', { ...session, address: '169.254.99.9' }, 'peer-missing'],
    ['a cluster nobody knows', { kind: 'remove-node', cluster: 'none', name: 'a' }, 'cluster-unknown'],
    ['a node that is there', { kind: 'add-node', cluster: 'c0seedhz', node: { name: 'edge-hz1-a1' } }, 'node-exists'],
    [
      'a permit that is not there',
      { kind: 'remove-permit', ...pods, permit: { from: '10.9.0.0/16' } },
      'permit-missing',
    ],
    [
      'permits of nobody',
      { kind: 'add-permit', ...pods, of: { kind: 'gateway', key: 'none' } },
      'permit-holder-unknown',
    ],
  ])('cannot be of %s', (_, written, code) => {
    expect(problemsOfEdit(observedViewOf(seedFigure()), edit(written)).map((each) => each.code)).toEqual([code]);
  });

  it('cannot be of what nobody has read or declared', () => {
    const unread = seedWith((estate) => {
      delete estate.clusters[0]!.nodes;
      delete estate.gateways[0]!.permits;
    });
    const edits = [
      edit({ kind: 'add-node', cluster: 'c0seedhz', node: { name: 'new' } }),
      edit({ kind: 'add-permit', of: { kind: 'gateway', key: 'hz-sw-1' }, permit: {} }),
    ];
    expect(effectOf(unread, ...edits).problems.map(({ code }) => code)).toEqual(['nodes-unread', 'permits-unknown']);
  });
});

describe('an edit and its undo, in tangled estates', () => {
  it('lead back to the canonical same state, judged again as judged anew, and as a naive second engine has it', () => {
    let [undone, asked] = [0, 0];
    const disagreements: string[] = [];
    for (let seed = 1; seed <= 16; seed += 1) {
      const dice = new Dice(seed);
      const view = tangledView(dice, tangledEstate(dice));
      const states = [view];
      for (const each of someEdits(dice, view.estate)) {
        const before = states.at(-1)!;
        if (problemsOfEdit(before, each).length > 0) continue;
        const after = applyEdit(before, each);
        const back = applyEdit(after, undoOf(before, each));
        expect(canonical(back.estate)).toBe(canonical(before.estate));
        expect(told(back)).toBe(told(before));
        expect(told(after)).toBe(told(structuredClone(after)));
        undone += 1;
        states.push(after);
        for (let packet = 0; packet < 3; packet += 1) {
          asked += 1;
          disagreements.push(...disagreementOn(dice, after));
        }
      }
    }
    expect(disagreements).toEqual([]);
    expect([undone > 40, asked > 120]).toEqual([true, true]);
  });
});

/** All that is said of a state: every flow's end, and every finding. */
function told(view: EstateView): string {
  const verdicts = judgeFlows(view);
  return canonical([
    verdicts.map(({ flow, kind, forward, back }) => [flow, kind, forward.reason ?? null, back.reason ?? null]),
    findFindings(view, NOON, verdicts).map(({ kind, subject, params }) => [kind, subject, params]),
  ]);
}

function disagreementOn(dice: Dice, view: EstateView): readonly string[] {
  const ranges = askedOf(view.estate);
  const source = dice.of(ranges);
  const target = dice.of(ranges.filter((each) => prefixFamily(each) === prefixFamily(source)));
  const [from, to] = [addressIn(dice, source), addressIn(dice, target)];
  const host = (address: string) => ({ prefix: parsePrefix(`${address}/${address.includes(':') ? 128 : 32}`) });
  const { forward } = judgeFlow(view, { key: 'asked', from: host(from), to: host(to), mustHold: false });
  const badness = { reachable: 0, unknown: 1, unreachable: 2 };
  const endings = endingsOf(view, from, to);
  const worst = Math.max(...endings.map(({ kind }) => badness[kind]));
  return badness[forward.kind] === worst ? [] : [`${from} > ${to}: ${forward.kind}`];
}
