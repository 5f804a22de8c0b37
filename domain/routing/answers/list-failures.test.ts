import { describe, expect, it } from 'vitest';
import type { Failed } from './fail';
import type { FailureImpact } from './failures';
import { listFailures, type FailureFilter } from './list-failures';

const impact = (kind: Failed['kind'], key: string, part: Partial<FailureImpact> = {}): FailureImpact => {
  return { failed: { kind, key }, lost: [], asymmetric: [], overLimit: [], ...part };
};
const over = { code: 'F10', kind: 'route-limit', subject: { kind: 'bgp-peer', key: 'p' }, params: {} } as const;
const ALL = [
  impact('vbr', 'vbr-quiet'),
  impact('vbr', 'vbr-apart', { asymmetric: ['web', 'db', 'log'] }),
  impact('physical-connection', 'pc-1', { lost: ['web'] }),
  impact('gateway', 'gw-1', { lost: ['web', 'db'] }),
  impact('bgp-peer', 'peer-1', { overLimit: [over] }),
];
const keys = (filter: Partial<FailureFilter>) =>
  listFailures(ALL, { kinds: [], text: '', onlyHit: false, ...filter }).impacts.map(({ failed }) => failed.key);

describe('the list of failures', () => {
  it.each<[string, Partial<FailureFilter>, string[]]>([
    ['what stops most first, then what goes over a limit, then what sends apart', {}, ['gw-1', 'pc-1', 'peer-1', 'vbr-apart', 'vbr-quiet']], // prettier-ignore
    ['those with an effect only', { onlyHit: true }, ['gw-1', 'pc-1', 'peer-1', 'vbr-apart']],
    ['of a kind', { kinds: ['vbr'] }, ['vbr-apart', 'vbr-quiet']],
    ['by name', { text: 'PC-' }, ['pc-1']],
    ['by a flow that would be hit', { text: 'db' }, ['gw-1', 'vbr-apart']],
    ['none', { text: 'nothing' }, []],
  ])('%s', (_what, filter, expected) => expect(keys(filter)).toEqual(expected));

  it('counts each kind whatever kind is chosen', () => {
    const { counts } = listFailures(ALL, { kinds: ['vbr'], text: '', onlyHit: true });
    expect(counts).toMatchObject({ vbr: 1, gateway: 1, node: 0 });
  });
});
