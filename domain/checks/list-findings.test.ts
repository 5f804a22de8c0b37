import { describe, expect, it } from 'vitest';
import { listFindings, stateOf, type FindingFilter, type ListedFinding } from './list-findings';

const EVERYTHING: FindingFilter = { state: 'standing', owners: [], severities: [], kinds: [], text: '' };
const NO_HISTORY = { firstSeenAt: null, since: null, lastSeenAt: null, goneAt: null, times: 1, unconfirmed: false };
const accepted = (expired: boolean) => ({ reason: 'known', until: '2026-04-01T00:00:00Z', by: 'lin', at: '2026-03-01T00:00:00Z', expired }); // prettier-ignore

function listed(key: string, part: Partial<ListedFinding> = {}): ListedFinding {
  const subject = { kind: 'vbr', key } as const;
  const rule = { code: 'F01', kind: 'vbr-route-missing', severity: 'error', owner: 'cloud' } as const;
  return { key, subject, ...rule, params: { vbr: key }, flows: [], accepted: null, ...NO_HISTORY, ...part };
}

const ALL = [
  listed('vbr-1', { params: { vbr: 'vbr-1', prefix: '10.20.0.0/16' }, flows: ['web'] }),
  listed('vbr-2', { code: 'F23', kind: 'bfd-off', severity: 'warning' }),
  listed('gw-1', { kind: 'pod-routes-missing', code: 'F04', owner: 'idc', params: { gateway: 'gw-1', site: 'hz' } }),
  listed('vbr-3', { accepted: accepted(false) }),
  listed('vbr-4', { accepted: accepted(true) }),
  listed('vbr-5', { goneAt: '2026-03-02T00:00:00Z' }),
];
const keysOf = (filter: Partial<FindingFilter>) =>
  listFindings(ALL, { ...EVERYTHING, ...filter })
    .groups.flatMap((each) => each.findings.map(({ key }) => key))
    .sort();

describe('the list of findings', () => {
  it.each<[string, Partial<FindingFilter>, string[]]>([
    ['shows what calls for somebody, an acceptance that ran out too', {}, ['gw-1', 'vbr-1', 'vbr-2', 'vbr-4']],
    ['shows what is accepted apart', { state: 'accepted' }, ['vbr-3']],
    ['shows what has gone apart', { state: 'gone' }, ['vbr-5']],
    ['narrows by owner', { owners: ['idc'] }, ['gw-1']],
    ['narrows by several owners', { owners: ['idc', 'cloud'] }, ['gw-1', 'vbr-1', 'vbr-2', 'vbr-4']],
    ['narrows by severity', { severities: ['warning'] }, ['vbr-2']],
    ['narrows by rule', { kinds: ['bfd-off', 'pod-routes-missing'] }, ['gw-1', 'vbr-2']],
    ['narrows to what names an object', { object: 'hz' }, ['gw-1']],
    ['narrows to what stops a flow', { object: 'web' }, ['vbr-1']],
    ['does not take a part of a name for the name', { object: 'vbr' }, []],
    ['finds by typing, all words', { text: 'F01 10.20.' }, ['vbr-1']],
    ['finds nothing where nothing is meant', { text: 'nowhere' }, []],
  ])('%s', (_what, filter, expected) => expect(keysOf(filter)).toEqual(expected));

  it('counts what each choice would show, with the other choices as they are', () => {
    const { counts, found } = listFindings(ALL, { ...EVERYTHING, owners: ['idc'] });
    expect(found).toBe(1);
    expect(counts.owner).toEqual({ cloud: 3, idc: 1, cluster: 0 });
    expect(counts.severity).toEqual({ error: 1, warning: 0, notice: 0 });
    expect(counts.state).toEqual({ standing: 1, accepted: 0, gone: 0 });
    expect(counts.kind).toEqual([{ kind: 'pod-routes-missing', count: 1 }]);
  });

  it('gone is gone, accepted or not', () => {
    expect(stateOf(listed('x', { goneAt: '2026-03-02T00:00:00Z', accepted: accepted(false) }))).toBe('gone');
  });
});
