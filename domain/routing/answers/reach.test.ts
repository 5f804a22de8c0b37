import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '@/domain/estate/flow';
import type { Estate } from '@/domain/estate/estate';
import { addressFromBits, type Address } from '@/domain/net/address';
import { firstBits, lastBits, parsePrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { observedViewOf, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { dropRow, gatewayOf, row, vbrRows } from '@/domain/testing/seed-parts';
import { reach, type ReachPart } from './reach';

const at = (prefix: string): Endpoint => ({ prefix: parsePrefix(prefix) });
const brief = (parts: readonly ReachPart[]) =>
  parts.map(({ source, destination, verdict }) =>
    [source.join(' '), destination.join(' '), verdict.reason?.code ?? verdict.kind].join(' | '),
  );
const forward = (estate: Estate, from: string, to: string) =>
  brief(reach(observedViewOf(estate), at(from), at(to)).forward);

describe('what two ranges reach of each other', () => {
  it('is one part where everything fares alike', () => {
    const { forward: there, back } = reach(observedViewOf(seedFigure()), { pool: 'np-cloud' }, { pool: 'np-edge' });
    expect(brief(there)).toEqual(['192.168.64.0/19 | 10.0.0.0/24 10.0.1.0/25 | reachable']);
    expect(brief(back)).toEqual(['10.0.0.0/24 10.0.1.0/25 | 192.168.64.0/19 | reachable']);
  });

  it('is split where a row is missing, to the address', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '10.0.0.0/16');
      vbrRows(each).entries?.push(row('10.0.0.0/25', 'ri-bp1vlan'), row('10.0.1.0/26', 'ri-bp1vlan'));
    });
    expect(forward(estate, '192.168.64.0/24', '10.0.0.0/23')).toEqual([
      '192.168.64.0/24 | 10.0.0.128/25 10.0.1.64/26 10.0.1.128/25 | no-route',
      '192.168.64.0/24 | 10.0.0.0/25 10.0.1.0/26 | reachable',
    ]);
  });

  it('is split by who sends where a firewall lets only some through', () => {
    const estate = seedWith((each) => {
      gatewayOf(each).permits = [{ from: parsePrefix('192.168.64.0/25'), to: parsePrefix('10.0.0.0/25') }];
    });
    expect(forward(estate, '192.168.64.0/24', '10.0.0.0/24')).toEqual([
      '192.168.64.128/25 | 10.0.0.0/25 | firewall-denies',
      '192.168.64.0/24 | 10.0.0.128/25 | firewall-denies',
      '192.168.64.0/25 | 10.0.0.0/25 | reachable',
    ]);
  });

  it('is split where one part of what has no row is edge pods and the other is not', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '10.0.0.0/16');
      each.vpcs[0]!.routeTables![0]!.entries!.push(row('10.0.0.0/15', 'ri-bp1vpc'));
    });
    const ends = reach(viewOf(estate), at('192.168.64.0/24'), at('10.0.0.0/15')).forward;
    expect(ends.map(({ destination, verdict }) => [destination.join(' '), verdict.finding])).toEqual([
      ['10.0.0.0/16', 'F01'],
      ['10.1.0.0/16', 'V4'],
    ]);
  });

  it('holds for the IPv6 half of a dual-stack node too', () => {
    const estate = seedWith((each) => {
      const node = each.clusters[0]?.nodes?.find(({ name }) => name === 'edge-hz1-a1');
      if (node) node.podCidr6 = parsePrefix('2001:db8:e::/64');
      each.vpcs[0]?.prefixes.push(parsePrefix('2001:db8:c::/56'));
      each.vpcs[0]?.vSwitches?.push({ key: 'vsw-6', prefix: parsePrefix('2001:db8:c::/64') });
      each.vpcs[0]?.routeTables?.[0]?.entries?.push(row('2001:db8:e::/48', 'ri-bp1vpc'));
      vbrRows(each).entries?.push(row('2001:db8:e::/64', 'ri-bp1vlan'));
    });
    expect(forward(estate, '2001:db8:c::/64', '2001:db8:e::/64')).toEqual([
      '2001:db8:c::/64 | 2001:db8:e::/64 | reachable',
    ]);
  });

  it('says of addresses in no vSwitch that nothing stands there', () => {
    expect(forward(seedFigure(), '192.168.128.0/17', '10.0.0.0/25')).toEqual([
      '192.168.128.0/17 | 10.0.0.0/25 | source-not-placed',
    ]);
    expect(forward(seedFigure(), '192.168.0.0/16', '10.0.0.0/25')).toContain(
      '192.168.0.0/20 192.168.64.0/18 | 10.0.0.0/25 | reachable',
    );
  });

  it('says of ends without a family in common, or without addresses, that there is no traffic', () => {
    expect(forward(seedFigure(), '192.168.64.0/24', '2001:db8::/32')).toEqual([' |  | no-common-family']);
    const { forward: there } = reach(viewOf(seedFigure()), { pool: 'np-nowhere' }, at('10.0.0.0/24'));
    expect(brief(there)).toEqual([' |  | endpoint-not-found']);
  });

  it('takes the worst where two places claim the same addresses', () => {
    const estate = seedWith((each) => {
      each.sites.push({
        key: 'dc-twin',
        kind: 'data-centre',
        hostPrefixes: [parsePrefix('172.16.128.0/17')],
        lans: [],
      });
    });
    const reasons = reach(viewOf(estate), at('192.168.64.0/24'), at('172.16.0.0/16')).forward.map(
      ({ destination, verdict }) => [destination.join(' '), verdict.reason?.code ?? verdict.kind, verdict.finding],
    );
    expect(reasons).toEqual([
      ['172.16.128.0/17', 'delivered-elsewhere', 'F05'],
      ['172.16.0.0/17', 'reachable', undefined],
    ]);
  });
});

describe('of any estate', () => {
  const RANGES = ['192.168.0.0/16', '172.16.0.0/15', '10.0.0.0/15', '192.0.2.0/24', '2001:db8::/32'];
  const range = fc.constantFrom(...RANGES).map(parsePrefix);
  const within = (prefix: Prefix, share: number): Address => {
    const [first, last] = [firstBits(prefix), lastBits(prefix)];
    return addressFromBits(prefixFamily(prefix), first + ((last - first) * BigInt(share)) / 1000n);
  };
  const host = (address: Address) => at(`${address}/${address.includes(':') ? 128 : 32}`);
  const covers = (part: ReachPart, from: Address, to: Address) =>
    RangeSet.of(part.source).contains(from) && RangeSet.of(part.destination).contains(to);
  const share = fc.nat({ max: 1000 });

  it('the parts do not overlap, leave nothing out, and say of every pair what is said of it alone', () => {
    fc.assert(
      fc.property(
        estateArbitrary(),
        range,
        range,
        fc.array(fc.tuple(share, share), { minLength: 4 }),
        (estate, from, to, picks) => {
          fc.pre(prefixFamily(from) === prefixFamily(to));
          const view = viewOf(estate);
          const whole = reach(view, { prefix: from }, { prefix: to });
          for (const [a, b] of picks) {
            const [source, destination] = [within(from, a), within(to, b)];
            const alone = reach(view, host(source), host(destination));
            const there = whole.forward.filter((part) => covers(part, source, destination));
            const back = whole.back.filter((part) => covers(part, destination, source));
            expect(there.map(({ verdict }) => [verdict.kind, verdict.finding])).toEqual(
              alone.forward.map(({ verdict }) => [verdict.kind, verdict.finding]),
            );
            expect(back.map(({ verdict }) => verdict.kind)).toEqual(alone.back.map(({ verdict }) => verdict.kind));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
