import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import { NOON, observedViewOf, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { dropRow, gatewayOf, peerOf, row, vbrOf, vbrRows, vpcTable } from '@/domain/testing/seed-parts';
import { findFindings } from './index';

const found = (estate: Estate) => findFindings(observedViewOf(estate), NOON);
const codes = (estate: Estate) => found(estate).map((each) => [each.code, each.kind, each.subject.key]);

describe('a healthy estate', () => {
  it('has no findings', () => {
    expect(found(seedFigure())).toEqual([]);
  });

  it('that is empty has none either', () => {
    const empty = {
      ...seedFigure(),
      vpcs: [],
      vbrs: [],
      routerInterfaces: [],
      physicalConnections: [],
      gateways: [],
      clusters: [],
      flows: [],
      sites: [],
    };
    expect(found(empty)).toEqual([]);
  });
});

describe('a missing VBR route', () => {
  it('to the hosts of a data centre comes with the form that adds it', () => {
    const findings = found(seedWith((each) => dropRow(vbrRows(each), '172.16.0.0/16')));
    expect(findings).toEqual([
      {
        code: 'V4',
        kind: 'vbr-route-missing',
        severity: 'error',
        owner: 'cloud',
        subject: { kind: 'vbr', key: 'vbr-bp1hz' },
        params: {
          vbr: 'vbr-bp1hz',
          prefix: '172.16.0.0/16',
          role: 'hosts',
          to: 'dc-hz1',
          nextHop: 'ri-bp1vlan',
          uncovered: '172.16.0.0/16',
        },
        flows: [],
        fix: {
          operation: 'add-route-entry',
          params: { vbr: 'vbr-bp1hz', table: 'vtb-bp1vbr', prefix: '172.16.0.0/16', nextHop: 'ri-bp1vlan' },
        },
      },
    ]);
  });

  it('to edge pods is F01 and names the flows it stops', () => {
    const [finding] = found(seedWith((each) => dropRow(vbrRows(each), '10.0.0.0/16')));
    expect(finding).toMatchObject({
      code: 'F01',
      params: { prefix: '10.0.0.0/18' },
      flows: ['cloud-to-edge', 'edge-to-cloud'],
    });
  });

  it('of several names only the flows that want its own range', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '10.0.0.0/16');
      dropRow(vbrRows(each), '172.16.0.0/16');
    });
    const missing = found(estate).filter(({ kind }) => kind === 'vbr-route-missing');
    expect(missing.map((each) => [each.params.prefix, each.flows.length])).toEqual([
      ['10.0.0.0/18', 2],
      ['172.16.0.0/16', 0],
    ]);
  });

  it('into the VPC leads to the interface on the VBR', () => {
    const [finding] = found(seedWith((each) => dropRow(vbrRows(each), '192.168.0.0/16')));
    expect(finding).toMatchObject({ code: 'V4', fix: { params: { prefix: '192.168.0.0/16', nextHop: 'ri-bp1vbr' } } });
  });

  it('is not missing when a wider row leads the same way', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '172.16.0.0/16');
      vbrRows(each).entries!.push(row('0.0.0.0/0', 'ri-bp1vlan'));
    });
    expect(found(estate)).toEqual([]);
  });

  it('that exists but leads elsewhere is to be moved, not added again', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '172.16.0.0/16');
      vbrRows(each).entries!.push(row('172.16.0.0/16', 'ri-bp1vbr'));
    });
    const finding = found(estate).find((each) => each.kind === 'vbr-route-missing');
    expect(finding?.params.prefix).toBe('172.16.0.0/16');
    expect(finding?.fix).toMatchObject({
      operation: 'move-route-entry',
      params: { vbr: 'vbr-bp1hz', nextHop: 'ri-bp1vbr', newNextHop: 'ri-bp1vlan' },
    });
  });

  it('of which half is there names the other half', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '172.16.0.0/16');
      vbrRows(each).entries!.push(row('172.16.0.0/17', 'ri-bp1vlan'));
    });
    expect(found(estate)[0]?.params.uncovered).toBe('172.16.128.0/17');
  });

  it('is not claimed of a table that nobody has read lately', () => {
    const estate = seedWith((each) => dropRow(vbrRows(each), '172.16.0.0/16'));
    expect(findFindings(observedViewOf(estate, ['route-entry']), NOON).map((each) => each.kind)).toEqual([
      'stale-source',
    ]);
  });
});

describe('the other checks', () => {
  it('F02: the VPC table lacks a range of the data centre', () => {
    expect(codes(seedWith((each) => dropRow(vpcTable(each), '10.0.0.0/16')))).toEqual([
      ['F02', 'vpc-route-missing', 'vpc-bp1hz'],
    ]);
  });

  it('F34: no BGP network for the VPC', () => {
    const [finding] = found(seedWith((each) => (vbrOf(each).bgpNetworks = [])));
    expect(finding).toMatchObject({
      code: 'F34',
      params: { prefix: '192.168.0.0/16' },
      flows: ['cloud-to-edge', 'edge-to-cloud'],
    });
  });

  it.each([
    ['C01', 'unexplained', () => undefined],
    ['F07', 'asn', (estate: Estate) => void (gatewayOf(estate).asn = 65002)],
    ['F06', 'key', (estate: Estate) => void delete gatewayOf(estate).bgpPeers![0]!.authKey],
    ['C01', 'unconfigured', (estate: Estate) => void (gatewayOf(estate).bgpPeers = [])],
  ] as [string, string, (estate: Estate) => void][])('%s: a session that is down, cause %s', (code, cause, edit) => {
    const estate = seedWith((each) => {
      peerOf(each).observed = { sessionState: 'active' };
      edit(each);
    });
    expect(found(estate)).toMatchObject([
      { code, kind: 'bgp-session-down', params: { cause }, flows: ['cloud-to-edge', 'edge-to-cloud'] },
    ]);
  });

  it.each([
    [87, []],
    [88, ['warning']],
    [109, ['warning']],
    [110, ['error']],
  ])('F10: %i of 110 routes', (receivedRoutes, severities) => {
    const estate = seedWith((each) => (peerOf(each).observed = { sessionState: 'established', receivedRoutes }));
    expect(found(estate).map((each) => each.severity)).toEqual(severities);
  });

  it('V5: a table close to its quota', () => {
    expect(codes(seedWith((each) => (vbrRows(each).quota = 2)))).toEqual([['V5', 'route-table-quota', 'vbr-bp1hz']]);
  });

  it('F23: BFD is off', () => {
    expect(codes(seedWith((each) => (peerOf(each).bfd = { enabled: false })))).toEqual([
      ['F23', 'bfd-off', 'bgp-bp1hz'],
    ]);
  });

  it('F26: VBR, circuit; C03: router interface', () => {
    const estate = seedWith((each) => {
      vbrOf(each).status = 'terminating';
      each.physicalConnections[0]!.businessStatus = 'FinancialLocked';
      each.routerInterfaces[0]!.status = 'inactive';
    });
    expect(codes(estate)).toEqual([
      ['F26', 'circuit-not-ready', 'pc-bp1hz'],
      ['C03', 'router-interface-not-ready', 'ri-bp1vpc'],
      ['F26', 'vbr-not-ready', 'vbr-bp1hz'],
    ]);
  });

  it('C02: a silent source, how much of it and for how long', () => {
    const view = viewOf(seedFigure(), [
      { source: 'lab', kind: 'vbr', observedAt: '2026-03-18T11:50:00.000Z', stale: true },
      { source: 'lab', kind: 'vpc', observedAt: null, stale: true },
    ]);
    expect(findFindings(view, NOON)).toMatchObject([
      { code: 'C02', subject: { kind: 'source', key: 'lab' }, params: { parts: 2, silentSeconds: 600 } },
    ]);
  });

  it('come in the same order whatever the order of the estate', () => {
    const broken = (turn: boolean) =>
      seedWith((each) => {
        vbrRows(each).entries = [];
        each.sites[1]!.hostPrefixes.push(parsePrefix('172.18.0.0/16'));
        if (turn) each.sites[1]!.hostPrefixes.reverse();
      });
    expect(found(broken(true))).toEqual(found(broken(false)));
  });
});
