import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../types';
import type { Answer, WireParameters } from '../alibaba/call';
import { BGP_PEERS, routeEntriesOf, VPCS } from './listings';
import { readPart } from '../alibaba/part';

const vpc = (n: number) => ({ VpcId: `vpc-${n}`, CidrBlock: `10.${n % 256}.0.0/16` });
const vpcs = (from: number, count: number) => Array.from({ length: count }, (_, n) => vpc(from + n));
const page = (rows: unknown, total?: unknown, more: object = {}): Answer => ({
  RequestId: 'r',
  TotalCount: total,
  Vpcs: { Vpc: rows },
  ...more,
});

/** Reads from pages given in the order they are asked for; the last one answers whatever is asked after it. */
function reader(...pages: (Answer | Error)[]) {
  const asked: WireParameters[] = [];
  return {
    asked,
    read: (_action: string, parameters: WireParameters) => {
      asked.push(parameters);
      const answer = pages[Math.min(asked.length, pages.length) - 1];
      return answer instanceof Error || answer === undefined
        ? Promise.reject(answer ?? new Error('no page'))
        : Promise.resolve(answer);
    },
  };
}

const keysOf = (part: { resources: readonly { key: string }[] }) => part.resources.map((each) => each.key);

describe('lists by page number', () => {
  test('are read to their total', async () => {
    const { read, asked } = reader(page(vpcs(0, 50), 120), page(vpcs(50, 50), 120), page(vpcs(100, 20), 120));
    const part = await readPart(read, VPCS, { RegionId: 'cn-hangzhou' });
    expect(part.error).toBeUndefined();
    expect(part.resources).toHaveLength(120);
    expect(asked).toEqual([1, 2, 3].map((PageNumber) => ({ RegionId: 'cn-hangzhou', PageNumber, PageSize: 50 })));
  });

  test('end with the first page that is not full when no total is told', async () => {
    const { read } = reader(page(vpcs(0, 50)), page(vpcs(50, 3)));
    expect(await readPart(read, VPCS, {})).toMatchObject({ resources: { length: 53 } });
  });

  test('of a source that gives smaller pages than asked for are read on', async () => {
    const { read } = reader(page(vpcs(0, 10), '20', { PageSize: 10 }), page(vpcs(10, 10), '20', { PageSize: 10 }));
    const part = await readPart(read, VPCS, {});
    expect(part.error).toBeUndefined();
    expect(part.resources).toHaveLength(20);
  });

  test.each([
    ['an empty list', page([], 0)],
    ['no wrapper and a total of zero', { RequestId: 'r', TotalCount: 0 }],
    ['a null wrapper and a total of zero', { RequestId: 'r', TotalCount: 0, Vpcs: null }],
    ['a bare empty list', { RequestId: 'r', Vpcs: [] }],
  ])('%s is empty', async (_what, answer) => {
    const part = await readPart(reader(answer).read, VPCS, {});
    expect(part).toEqual({ resources: [], skipped: [] });
  });

  test.each([
    ['no wrapper and no total', { RequestId: 'r' }],
    ['no wrapper and a total', { RequestId: 'r', TotalCount: 3 }],
    ['a wrapper that is text', { RequestId: 'r', Vpcs: 'none' }],
    ['a list that is an object', page({ VpcId: 'vpc-1' }, 1)],
    ['fewer rows than the total', page(vpcs(0, 2), 3)],
  ])('%s is not the whole', async (_what, answer) => {
    const part = await readPart(reader(answer).read, VPCS, {});
    expect(part.error).toBeInstanceOf(ConnectorError);
    expect(part.error?.kind).toBe('unavailable');
  });

  test('that repeat a page are not the whole', async () => {
    const { read, asked } = reader(page(vpcs(0, 50), 200));
    const part = await readPart(read, VPCS, {});
    expect(part.error?.message).toContain('repeats');
    expect(part.resources).toHaveLength(50);
    expect(asked).toHaveLength(2);
  });

  test('with a row seen on two pages lack the one that slipped between them', async () => {
    const { read } = reader(page(vpcs(0, 50), 60), page(vpcs(49, 10), 60), page([], 60));
    const part = await readPart(read, VPCS, {});
    expect(keysOf(part)).toEqual(vpcs(0, 59).map((each) => each.VpcId));
    expect(part.error?.message).toContain('59 of 60');
  });

  test('that change while they are read are begun anew', async () => {
    const { read } = reader(page(vpcs(0, 50), 60), page(vpcs(51, 9), 59), page(vpcs(1, 50), 59), page(vpcs(51, 9), 59));
    const part = await readPart(read, VPCS, {});
    expect(part.error).toBeUndefined();
    expect(keysOf(part)).toEqual(vpcs(1, 59).map((each) => each.VpcId));
  });

  test('that never stop changing are given up', async () => {
    let total = 100;
    const part = await readPart(() => Promise.resolve(page(vpcs(total, 50), (total += 1))), VPCS, {});
    expect(part.error?.message).toContain('kept changing');
  });

  test('that fail half way keep what was read, and say so', async () => {
    const failed = new ConnectorError('unavailable', 'gone');
    const { read } = reader(page(vpcs(0, 50), 60), failed);
    expect(await readPart(read, VPCS, {})).toMatchObject({ resources: { length: 50 }, error: failed });
  });

  test('that never end are given up', async () => {
    let next = 0;
    const part = await readPart(() => Promise.resolve(page([vpc((next += 1))], 1e9)), VPCS, {});
    expect(part.error?.message).toContain('does not end');
  });

  test('of a million rows on one page are taken', async () => {
    const part = await readPart(reader(page(vpcs(0, 20_000), 20_000)).read, VPCS, {});
    expect(part.resources).toHaveLength(20_000);
  });
});

describe('rows that cannot be understood', () => {
  test('are skipped and named, and the others kept', async () => {
    const { read } = reader(page([vpc(1), { VpcId: 'vpc-odd', CidrBlock: 'x' }, null, vpc(2)], 4));
    const part = await readPart(read, VPCS, {});
    expect(keysOf(part)).toEqual(['vpc-1', 'vpc-2']);
    expect(part.skipped).toEqual([
      { kind: 'vpc', key: 'vpc-odd', problem: 'CidrBlock is missing or odd' },
      { kind: 'vpc', key: '?', problem: 'it is not an object' },
    ]);
  });

  test('are named without characters that cannot be shown', async () => {
    const { read } = reader(page([{ VpcId: 'vpc\u0000\u202E1', CidrBlock: '10.0.0.0/8' }], 1));
    expect((await readPart(read, VPCS, {})).skipped[0]?.key).toBe('vpc\ufffd\ufffd1');
  });
});

describe('lists by token', () => {
  const entries = routeEntriesOf('vtb-1');
  const rows = (from: number, count: number, Type = 'Custom') =>
    Array.from({ length: count }, (_, n) => ({
      DestinationCidrBlock: `10.${from + n}.0.0/16`,
      Type,
      Status: 'Available',
    }));
  const tokenPage = (list: unknown, NextToken?: unknown, TotalCount?: number): Answer => ({
    RequestId: 'r',
    NextToken,
    TotalCount,
    RouteEntrys: { RouteEntry: list },
  });

  test('are followed to the last token', async () => {
    const { read, asked } = reader(
      tokenPage(rows(0, 2), 'a', 5),
      tokenPage(rows(2, 2), 'b', 5),
      tokenPage(rows(4, 1), '', 5),
    );
    const part = await readPart(read, entries, { RouteTableId: 'vtb-1' });
    expect(part.error).toBeUndefined();
    expect(part.resources).toHaveLength(5);
    expect(asked.map((each) => each['NextToken'])).toEqual([undefined, 'a', 'b']);
  });

  test('go on over an empty page', async () => {
    const { read } = reader(tokenPage([], 'a'), tokenPage(rows(0, 2)));
    expect(await readPart(read, entries, {})).toMatchObject({ resources: { length: 2 } });
  });

  test.each([
    ['a token seen before', [tokenPage(rows(0, 1), 'a'), tokenPage(rows(1, 1), 'b'), tokenPage(rows(2, 1), 'a')]],
    ['a token that is no text', [tokenPage(rows(0, 1), { next: true })]],
    ['fewer rows than the total', [tokenPage(rows(0, 2), '', 3)]],
    ['the same rows twice', [tokenPage(rows(0, 2), 'a', 4), tokenPage(rows(0, 2), '', 4)]],
    ['no list', [{ RequestId: 'r', NextToken: '' }]],
  ])('with %s are not the whole', async (_what, pages) => {
    expect((await readPart(reader(...pages).read, entries, {})).error?.kind).toBe('unavailable');
  });

  test('may carry one learnt prefix twice: it is one entry', async () => {
    const { read } = reader(tokenPage([...rows(0, 1, 'BGP'), ...rows(0, 1, 'BGP'), ...rows(1, 1)], '', 3));
    const part = await readPart(read, entries, {});
    expect(part.error).toBeUndefined();
    expect(part.resources).toHaveLength(2);
  });
});

test('an answer to another question is not an empty list of peers', async () => {
  const part = await readPart(reader({ RequestId: 'r', Vpcs: { Vpc: [] } }).read, BGP_PEERS, {});
  expect(part.error?.message).toContain('BgpPeers.BgpPeer');
});
