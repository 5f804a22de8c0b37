import { describe, expect, test } from 'vitest';
import { parseAddress } from '@/domain/net/address';
import { acceptedRow, asPathOf, bgpRows, ipRows, Kernel, sessionRow } from './routes';

const peer = parseAddress('192.0.2.1');
const bgp = (more: object = {}) => ({
  bestpath: true,
  peerId: '192.0.2.1',
  path: '65001 65030',
  nexthops: [{ ip: '192.0.2.1', used: true }],
  ...more,
});
const fib = (more: object = {}) => ({
  protocol: 'bgp',
  selected: true,
  installed: true,
  nexthops: [{ ip: '192.0.2.1', fib: true }],
  ...more,
});

describe('a path in the table of BGP', () => {
  test('is in the kernel when zebra put that next hop there', () => {
    const kernel = new Kernel();
    expect(bgpRows('10.0.0.0/16', bgp(), kernel)).toMatchObject([
      { source: 'bgp', peer, nextHop: '192.0.2.1', installed: false },
    ]);
    kernel.add('10.0.0.0/16', fib());
    expect(bgpRows('10.0.0.0/16', bgp(), kernel)).toMatchObject([
      { installed: true, asPath: [65001, 65030], best: true },
    ]);
    expect(bgpRows('10.1.0.0/16', bgp(), kernel)).toMatchObject([{ installed: false }]);
  });

  test('is not in the kernel when zebra could not put it there', () => {
    const kernel = new Kernel();
    kernel.add('10.0.0.0/16', fib({ installed: undefined }));
    kernel.add('10.1.0.0/16', fib({ nexthops: [{ ip: '192.0.2.1' }] }));
    expect(bgpRows('10.0.0.0/16', bgp(), kernel)).toMatchObject([{ installed: false }]);
    expect(bgpRows('10.1.0.0/16', bgp(), kernel)).toMatchObject([{ installed: false }]);
  });

  test('has the preference and the MED that FRR lists, and those alone', () => {
    const [row] = bgpRows('10.0.0.0/16', bgp({ locPrf: 0, metric: 30 }), new Kernel());
    expect(row).toMatchObject({ localPreference: 0, med: 30 });
    const [plain] = bgpRows('10.0.0.0/16', bgp(), new Kernel());
    expect(Object.keys(plain ?? {}).filter((name) => ['localPreference', 'med'].includes(name))).toEqual([]);
    expect(sessionRow(peer, 'received', '10.0.0.0/16', { path: '65001', metric: 5 })).toMatchObject({ med: 5 });
    expect(acceptedRow(peer, '10.0.0.0/16', bgp({ locPrf: 200 }))).toMatchObject({ localPreference: 200 });
  });

  test('is in use beside the best where FRR shares the traffic', () => {
    const shared = bgp({ bestpath: undefined, multipath: true });
    expect(bgpRows('10.0.0.0/16', shared, new Kernel())).toMatchObject([{ best: true }]);
    expect(bgpRows('10.0.0.0/16', bgp({ bestpath: undefined }), new Kernel())).toMatchObject([{ best: false }]);
  });

  test('of the gateway itself has no next hop and no peer', () => {
    const [row] = bgpRows(
      '10.0.0.0/16',
      bgp({ peerId: '(unspec)', path: '', nexthops: [{ ip: '0.0.0.0' }] }),
      new Kernel(),
    );
    expect(row).toEqual({ prefix: '10.0.0.0/16', source: 'local', asPath: [], best: true });
  });
});

describe('a route of the machine', () => {
  test.each<[string, object, object]>([
    [
      'connected',
      { protocol: 'connected', selected: true, installed: true, nexthops: [{ fib: true, interfaceName: 'eth0' }] },
      { source: 'connected', installed: true },
    ],
    [
      'thrown away',
      {
        protocol: 'static',
        selected: true,
        installed: true,
        nexthops: [{ fib: true, unreachable: true, blackhole: true }],
      },
      { source: 'static', discard: true, installed: true },
    ],
    [
      'static and in the second place',
      { protocol: 'static', installed: undefined, nexthops: [{ ip: '192.0.2.9', active: true }] },
      { nextHop: '192.0.2.9', best: false, installed: false },
    ],
    [
      'of a protocol nobody knows',
      { protocol: 'babel', selected: true, installed: true, nexthops: [{ ip: '192.0.2.9', fib: true }] },
      { source: 'unknown' },
    ],
  ])('that is %s', (_what, route, expected) => {
    expect(ipRows('10.0.0.0/16', route)).toMatchObject([expected]);
  });

  test('over several next hops is several rows', () => {
    const rows = ipRows(
      '10.0.0.0/16',
      fib({
        protocol: 'ospf',
        nexthops: [
          { ip: '192.0.2.1', fib: true },
          { ip: '192.0.2.2', fib: true },
        ],
      }),
    );
    expect(rows.map((row) => row.nextHop)).toEqual(['192.0.2.1', '192.0.2.2']);
  });

  test('that BGP gave is left to the table of BGP', () => {
    expect(ipRows('10.0.0.0/16', fib())).toEqual([]);
  });
});

test('what a session carries has its direction', () => {
  expect(
    sessionRow(peer, 'advertised', '10.0.0.0/16', { network: '10.0.0.0/16', nextHop: '0.0.0.0', path: '' }),
  ).toEqual({
    ...{ peer, direction: 'advertised', prefix: '10.0.0.0/16', asPath: [] },
  });
  expect(acceptedRow(peer, '10.0.0.0/16', bgp())).toMatchObject({ direction: 'accepted', nextHop: '192.0.2.1' });
});

test('an AS path opens sets and confederations, and is refused when it is none', () => {
  expect(asPathOf('65020 {65031,65032} (65040 65041)')).toEqual([65020, 65031, 65032, 65040, 65041]);
  expect(() => bgpRows('10.0.0.0/16', bgp({ path: 'CANARY' }), new Kernel())).toThrow();
  expect(() => bgpRows('10.0.0.1/16', bgp(), new Kernel())).toThrow();
  expect(() => ipRows('__proto__', fib({ protocol: 'static' }))).toThrow();
});
