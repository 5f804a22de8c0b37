import { describe, expect, it } from 'vitest';
import { checkDraft, checkOperations, draftFromAddress, problemsAt, switchOperation } from './draft';

const address = new URLSearchParams(
  'operation=add-route-entry&vbr=vbr-1&table=vtb-1&prefix=172.16.0.0/16&nextHop=ri-1',
);

describe('a draft from the address', () => {
  it('starts from what the address names', () => {
    expect(draftFromAddress(address).operations[0]).toEqual({
      kind: 'add-route-entry',
      router: { kind: 'vbr', key: 'vbr-1' },
      routeTable: 'vtb-1',
      prefix: '172.16.0.0/16',
      nextHop: { kind: 'router-interface', key: 'ri-1' },
    });
  });

  it('knows where a row is to be moved, and of which VPC', () => {
    const moved = 'operation=move-route-entry&vpc=vpc-1&table=vtb-1&prefix=10.0.0.0/16&nextHop=ri-1&newNextHop=ri-2';
    expect(draftFromAddress(new URLSearchParams(moved)).operations[0]).toMatchObject({
      router: { kind: 'vpc', key: 'vpc-1' },
      nextHop: { key: 'ri-1' },
      newNextHop: { key: 'ri-2' },
    });
  });

  it('falls back to adding a route when the operation is not known', () => {
    expect(draftFromAddress(new URLSearchParams('operation=format-disk')).operations[0]?.kind).toBe('add-route-entry');
  });

  it('keeps router and prefix when the author turns adding into removing', () => {
    const [operation] = draftFromAddress(address).operations;
    expect(switchOperation(operation!, 'remove-route-entry')).toMatchObject({
      router: { key: 'vbr-1' },
      prefix: '172.16.0.0/16',
    });
  });
});

describe('checking a draft', () => {
  it('names every problem at once, with the nearest right spelling', () => {
    const draft = { ...draftFromAddress(address), reason: '' };
    const operation = { ...draft.operations[0]!, prefix: '10.8.4.1/22' };
    const { problems, content } = checkDraft({
      ...draft,
      operations: [operation as (typeof draft.operations)[number]],
    });
    expect(content).toBeNull();
    expect(problemsAt(problems, 'reason')).toHaveLength(1);
    expect(problemsAt(problems, 'operations', 0, 'prefix')[0]).toMatchObject({
      code: 'host-bits-set',
      params: { suggestion: '10.8.4.0/22', alternative: '10.8.4.1/32' },
    });
  });

  it('calls what is not written yet missing, not wrong', () => {
    const draft = draftFromAddress(new URLSearchParams('operation=add-bgp-peer'));
    const codes = checkDraft(draft).problems.map((problem) => `${problem.path.join('.')} ${problem.code}`);
    expect(codes).toContain('reason missing');
    expect(codes).toContain('operations.0.address missing');
  });

  it('shows an effect before the reason is written', () => {
    expect(checkOperations({ ...draftFromAddress(address), reason: '' }).content).not.toBeNull();
  });
});
