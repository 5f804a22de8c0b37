import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import { parsePrefix } from '@/domain/net/prefix';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { NOON, observedViewOf, seedFigure } from '@/domain/testing/seed-figure';
import type { Operation } from './operations';
import type { Assess } from './plan';
import { explain, whatIf } from './what-if';

const assess: Assess = { judge: judgeFlows, check: (view, verdicts) => findFindings(view, NOON, verdicts) };
const toward = { kind: 'router-interface', key: 'ri-bp1vbr' } as const;

const remove: Operation = {
  kind: 'remove-route-entry',
  router: { kind: 'vbr', key: 'vbr-bp1hz' },
  routeTable: 'vtb-bp1vbr',
  prefix: parsePrefix('192.168.0.0/16'),
  nextHop: toward,
};

describe('what operations would do', () => {
  it('is told as what stops and why, and what the rules then say', () => {
    const delta = whatIf(observedViewOf(seedFigure()), [remove], assess);
    expect(delta.flows.length).toBeGreaterThan(0);
    expect(delta.flows.every(({ before, after }) => before === 'reachable' && after === 'unreachable')).toBe(true);
    expect(explain(delta)).toMatchObject([
      ...delta.flows.map(({ flow }) => ({ params: { flow }, reason: { code: 'no-route' } })),
      { code: 'finding-appears', params: { kind: 'vbr-route-missing', subject: 'vbr-bp1hz' } },
    ]);
  });

  it('tells answers that no longer come back from traffic that no longer arrives', () => {
    const codes = explain(whatIf(observedViewOf(seedFigure()), [remove], assess)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['flow-stops', 'answers-stop', 'finding-appears']));
  });

  it('is nothing when nothing that anybody asked for changes', () => {
    const add: Operation = { ...remove, kind: 'add-route-entry', prefix: parsePrefix('198.51.100.0/24') };
    expect(explain(whatIf(observedViewOf(seedFigure()), [add], assess))).toEqual([{ code: 'nothing', params: {} }]);
  });

  it('leaves out what is refused, and says why', () => {
    const twice: Operation = { ...remove, kind: 'add-route-entry' };
    const { flows, problems } = whatIf(observedViewOf(seedFigure()), [twice], assess);
    expect(flows).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});
