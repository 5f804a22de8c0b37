import { describe, expect, it } from 'vitest';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Finding } from './finding';
import { groupFindings, standsOnIn } from './group-findings';

const aFinding = (part: Partial<Finding> & Pick<Finding, 'kind' | 'subject'>): Finding => {
  return { code: 'F01', severity: 'error', owner: 'cloud', params: {}, flows: [], ...part };
};
const peerDown = (key: string, vbr: string, part: Partial<Finding> = {}) =>
  aFinding({ code: 'C01', owner: 'idc', kind: 'bgp-session-down', subject: { kind: 'bgp-peer', key }, params: { vbr, cause: 'unexplained' }, ...part }); // prettier-ignore
const vbrDown = (key: string) => aFinding({ code: 'F26', kind: 'vbr-not-ready', subject: { kind: 'vbr', key } });
const circuitDown = (key: string) =>
  aFinding({ code: 'F26', kind: 'circuit-not-ready', subject: { kind: 'physical-connection', key } });
const vbr = (key: string, ...physicalConnections: string[]): [string, Vbr] => [key, { key, physicalConnections }];

describe('findings by cause', () => {
  it('one rule broken on many objects is one group, with every flow once', () => {
    const missing = (key: string, flows: string[]) =>
      aFinding({ kind: 'vbr-route-missing', subject: { kind: 'vbr', key }, flows });
    const groups = groupFindings([missing('vbr-1', ['a', 'b']), missing('vbr-2', ['b', 'c'])]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ kind: 'vbr-route-missing', owner: 'cloud', flows: ['a', 'b', 'c'] });
    expect(groups[0]?.findings).toHaveLength(2);
  });

  it('another owner, severity or cause is another group', () => {
    const keyDiffers = peerDown('p3', 'vbr-1', { params: { vbr: 'vbr-1', cause: 'key' } });
    const groups = groupFindings([
      peerDown('p1', 'vbr-1'),
      peerDown('p2', 'vbr-1', { owner: 'cloud' }),
      keyDiffers,
      peerDown('p4', 'vbr-1', { severity: 'warning' }),
    ]);
    expect(groups).toHaveLength(4);
  });

  it('broken comes before warning, then what stops most flows, then what shows on most objects', () => {
    const order = groupFindings([
      peerDown('w', 'vbr-1', { severity: 'warning', flows: ['x', 'y', 'z'] }),
      vbrDown('vbr-1'),
      vbrDown('vbr-2'),
      aFinding({ kind: 'vpc-route-missing', subject: { kind: 'vpc', key: 'vpc-1' } }),
      aFinding({ kind: 'vbr-route-missing', subject: { kind: 'vbr', key: 'vbr-3' }, flows: ['x'] }),
    ]).map((each) => each.kind);
    expect(order).toEqual(['vbr-route-missing', 'vbr-not-ready', 'vpc-route-missing', 'bgp-session-down']);
  });

  describe('what stands on a device that is out of service', () => {
    const on = standsOnIn({
      vbrs: new Map([vbr('vbr-1', 'pc-1'), vbr('vbr-2', 'pc-1', 'pc-2'), vbr('vbr-3', 'pc-3')]),
    });
    const group = (...findings: Finding[]) =>
      groupFindings(findings, on).map((each) => [each.kind, each.findings.length, each.consequences.length]);

    it('goes with that device', () => {
      expect(group(vbrDown('vbr-3'), peerDown('p', 'vbr-3'))).toEqual([['vbr-not-ready', 1, 1]]);
    });
    it('goes with the deepest one', () => {
      expect(group(circuitDown('pc-1'), vbrDown('vbr-1'), peerDown('p', 'vbr-1'))).toEqual([
        ['circuit-not-ready', 1, 2],
      ]);
    });
    it('does not go with one of several circuits', () => {
      expect(group(circuitDown('pc-1'), peerDown('p', 'vbr-2'))).toEqual([
        ['bgp-session-down', 1, 0],
        ['circuit-not-ready', 1, 0],
      ]);
    });
    it('does not go with another device', () => {
      expect(group(vbrDown('vbr-1'), peerDown('p', 'vbr-3'))).toHaveLength(2);
    });
    it('pods that did not come go with the session that takes no more, and not with one that soon will', () => {
      const full = (severity: Finding['severity']) =>
        aFinding({ code: 'F10', kind: 'route-limit', severity, subject: { kind: 'bgp-peer', key: 'p' }, params: { vbr: 'vbr-3' } }); // prettier-ignore
      const lost = aFinding({ code: 'F10', kind: 'announcement-vanished', subject: { kind: 'vbr', key: 'vbr-3' }, params: { peer: 'p' } }); // prettier-ignore
      expect(group(full('error'), lost)).toEqual([['route-limit', 1, 1]]);
      expect(group(full('warning'), lost)).toHaveLength(2);
      expect(group(circuitDown('pc-3'), full('error'), lost)).toEqual([['circuit-not-ready', 1, 2]]);
    });
    it('counts the flows of both', () => {
      const [only] = groupFindings([vbrDown('vbr-3'), peerDown('p', 'vbr-3', { flows: ['a'] })], on);
      expect(only?.flows).toEqual(['a']);
    });
  });

  it('of nothing there is nothing', () => expect(groupFindings([])).toEqual([]));
});
