import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import type { Finding, FindingSeverity } from '@/domain/checks/finding';
import type { Estate } from '@/domain/estate/estate';
import { NOON, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { buildPlan } from './build-plan';
import { isError } from './problem-weight';
import { type Acceptance, GuardSpec } from './change';
import { Operation } from './operations';
import type { Assess, Plan } from './plan';
import { comparedFindings } from './plan-findings';
import { judgeByTable } from './testing/judge';

const assess: Assess = {
  judge: judgeByTable(),
  check: (view, verdicts) => findFindings(view, NOON, verdicts),
};
const route = (kind: 'add-route-entry' | 'remove-route-entry', prefix: string) =>
  Operation.parse({
    kind,
    router: { kind: 'vbr', key: 'vbr-bp1hz' },
    routeTable: 'vtb-bp1vbr',
    prefix,
    nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
  });
const HOSTS = 'vbr-route-missing|vbr|vbr-bp1hz|172.16.0.0/16|';
const gap: Acceptance = { kind: 'gap', key: '172.16.0.0/16' };

const build = (estate: Estate, operations: Operation[], accepted: Acceptance[] = []) =>
  buildPlan(viewOf(estate), { operations, guard: GuardSpec.parse({ accepted }) }, assess);
function planned(...given: Parameters<typeof build>): Plan {
  const result = build(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}
function refusals(...given: Parameters<typeof build>) {
  const result = build(...given);
  return result.ok ? [] : result.problems.filter(isError);
}
const without = (prefix: string) =>
  seedWith((estate) => {
    const table = estate.vbrs[0]!.routeTable!;
    table.entries = table.entries!.filter((row) => row.prefix !== prefix);
  });
const keysOf = (findings: readonly { key: string }[]) => findings.map((each) => each.key);

describe('a plan says of the findings', () => {
  it('which ones it ends', () => {
    const { findings } = planned(without('172.16.0.0/16'), [route('add-route-entry', '172.16.0.0/16')]);
    expect(keysOf(findings.go)).toEqual([HOSTS]);
    expect(findings).toMatchObject({ appear: [], between: [] });
  });

  it('which ones it brings, and is refused unless the broken ones are accepted by name', () => {
    const removal = [route('remove-route-entry', '172.16.0.0/16')];
    expect(refusals(seedFigure(), removal, [gap])).toEqual([
      {
        path: ['guard'],
        code: 'finding-not-accepted',
        params: { finding: HOSTS, kind: 'vbr-route-missing', subject: 'vbr-bp1hz' },
      },
    ]);
    const plan = planned(seedFigure(), removal, [gap, { kind: 'new-finding', key: HOSTS }]);
    expect(plan.findings.appear).toMatchObject([
      { key: HOSTS, code: 'V4', severity: 'error', owner: 'cloud', params: { prefix: '172.16.0.0/16' } },
    ]);
    expect(plan.warnings.map(({ code }) => code)).toContain('finding-accepted');
  });

  it('is not content with the name of another finding', () => {
    const other = { kind: 'new-finding' as const, key: HOSTS.replace('172.16', '172.17') };
    expect(refusals(seedFigure(), [route('remove-route-entry', '172.16.0.0/16')], [gap, other])).toHaveLength(1);
  });

  it('which lesser ones it brings, as a warning', () => {
    const estate = seedWith((each) => {
      each.vbrs[0]!.routeTable!.quota = 4;
    });
    const plan = planned(estate, [route('add-route-entry', '10.9.0.0/16'), route('add-route-entry', '10.8.0.0/16')]);
    expect(plan.findings.appear.map(({ kind }) => kind)).toEqual(['route-table-quota']);
    expect(plan.warnings.filter(({ code }) => code.startsWith('finding-'))).toMatchObject([
      { code: 'finding-appears', params: { kind: 'route-table-quota' } },
    ]);
  });

  it('which ones come and go between its steps, which nobody has to accept', () => {
    const moved = seedWith((estate) => {
      const hosts = estate.vbrs[0]!.routeTable!.entries!.find((row) => row.prefix === '172.16.0.0/16')!;
      estate.sites[1]!.hostPrefixes = ['172.16.0.0/16', '172.18.0.0/16'] as never;
      estate.vbrs[0]!.routeTable!.entries!.push({ ...hosts, prefix: '172.18.0.0/16' as never });
    });
    const swap = [
      route('remove-route-entry', '172.16.0.0/16'),
      Operation.parse({
        ...route('add-route-entry', '172.16.0.0/16'),
        nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
      }),
    ];
    const plan = planned(moved, swap, [gap]);
    expect(plan.findings).toMatchObject({ appear: [], go: [], between: [{ key: HOSTS, step: 0 }] });
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'finding-between', params: expect.objectContaining({ step: 1 }) as object }),
    );
  });
});

describe('findings before and after', () => {
  const finding = (key: string, severity: FindingSeverity = 'error', received = 1): Finding => ({
    code: 'F10',
    kind: 'route-limit',
    severity,
    owner: 'idc',
    subject: { kind: 'bgp-peer', key },
    params: { received },
    flows: [],
  });
  const subjects = (...states: Finding[][]) => {
    const { appear, go, between } = comparedFindings(states);
    return [appear, go, between].map((findings) => findings.map((each) => each.subject.key).join());
  };
  it.each([
    ['the same', [[finding('a')], [finding('a')]], ['', '', '']],
    ['a counter moved', [[finding('a')], [finding('a', 'error', 9)]], ['', '', '']],
    ['one came, one went', [[finding('a')], [finding('b')]], ['b', 'a', '']],
    ['a warning became an error', [[finding('a', 'warning')], [finding('a')]], ['a', '', '']],
    ['an error became a warning', [[finding('a')], [finding('a', 'warning')]], ['', '', '']],
    ['one was there for a while', [[], [finding('a')], [finding('a')], []], ['', '', 'a']],
    ['one was away for a while', [[finding('a')], [], [finding('a')]], ['', '', '']],
    [
      'one grew worse for a while',
      [[finding('a', 'warning')], [finding('a')], [finding('a', 'warning')]],
      ['', '', 'a'],
    ],
    ['nothing is done', [[finding('a')]], ['', '', '']],
  ])('%s', (_name, states, expected) => expect(subjects(...states)).toEqual(expected));

  it('names the step with which one came that goes again', () => {
    expect(comparedFindings([[], [], [finding('a')], [finding('a')], []]).between).toMatchObject([{ step: 1 }]);
  });
});
