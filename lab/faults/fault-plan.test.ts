import { describe, expect, it } from 'vitest';
import type { FaultPlanInput } from './fault';
import { FaultPlan } from './fault-plan';

const reset = { kind: 'reset' } as const;

function plan(input: FaultPlanInput): FaultPlan {
  const made = new FaultPlan();
  made.add(input);
  return made;
}

describe('a fault', () => {
  it('strikes its operation with its parameters only', () => {
    const made = plan({ rules: [{ action: 'A', match: { RouteTableId: 'x' }, fault: reset }] });
    expect(made.strike('A', { RouteTableId: 'x', More: '1' })).toEqual([reset]);
    expect(made.strike('A', { RouteTableId: 'y' })).toEqual([]);
    expect(made.strike('B', { RouteTableId: 'x' })).toEqual([]);
  });

  it('spares the first calls and stops after so many', () => {
    const made = plan({ rules: [{ action: 'A', skip: 1, times: 2, fault: reset }] });
    expect([1, 2, 3, 4].map(() => made.strike('A', {}).length)).toEqual([0, 1, 1, 0]);
  });

  it('comes together with others', () => {
    const made = plan({ rules: [{ fault: { kind: 'latency', ms: 5 } }, { action: 'A', fault: reset }] });
    expect(made.strike('A', {}).map((fault) => fault.kind)).toEqual(['latency', 'reset']);
  });

  it('falls the same way for the same seed, and about as often as asked', () => {
    const run = (seed: number) => {
      const made = plan({ seed, rules: [{ probability: 0.3, fault: reset }] });
      return Array.from({ length: 200 }, () => made.strike('A', {}).length);
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    const struck = run(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(40);
    expect(struck).toBeLessThan(80);
  });

  it('ends when the plan is cleared', () => {
    const made = plan({ rules: [{ fault: reset }] });
    made.clear();
    expect(made.strike('A', {})).toEqual([]);
  });
});

describe('a hook', () => {
  it('fires once, after the effect it waits for', () => {
    const then = { kind: 'session', peer: 'bgp-a', state: 'down' } as const;
    const made = plan({ hooks: [{ action: 'A', after: 2, then }] });
    expect([1, 2, 3].map(() => made.afterEffect('A', {}))).toEqual([[], [then], []]);
    expect(made.afterEffect('B', {})).toEqual([]);
  });
});
