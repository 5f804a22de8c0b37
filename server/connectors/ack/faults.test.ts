import { afterEach, describe, expect, test } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { canonicalResources } from '@/domain/estate/flatten';
import type { ObservedResource } from '@/domain/estate/resource';
import { anEstate } from '@/domain/testing/an-estate';
import { seedFigure } from '@/domain/testing/seed-figure';
import type { FaultPlanInput } from '@/lab/faults/fault';
import { type RunningLab, startLab } from '@/lab/testing';
import { aClock } from '../alibaba/testing/clock';
import { expectCoveredIsTrue } from '../testing/covered-is-true';
import type { Coverage } from '../types';
import { createAckObserver } from '.';
import { aSource } from './testing/recorded-source';

let lab: RunningLab;
afterEach(() => lab.close());

function connect() {
  const { accessKeyId, accessKeySecret } = lab;
  return createAckObserver(
    { ...aSource, endpoint: `127.0.0.1:${lab.portOf('ack')}`, accessKeyId, accessKeySecret },
    { clock: aClock(), readDeadlineMs: 500 },
  );
}

const strike = (rule: NonNullable<FaultPlanInput['rules']>[number]) => lab.lab.faults.add({ rules: [rule] });

/** Enough rows for several pages of every list that has pages. */
function aLargeEstate(): Estate {
  const cluster = (key: string): Estate['clusters'][number] => ({
    ...{ key, nodePools: [{ key: `np-${key}`, kind: 'edge' as const }] },
    nodes: Array.from({ length: 130 }, (_, n) => ({ name: `node-${n}`, pool: `np-${key}` })),
    tasks: Array.from({ length: 60 }, (_, n) => ({ key: `T-${key}-${n}`, state: 'success' })),
  });
  return { ...anEstate().build(), clusters: [cluster('c-a'), cluster('c-b')] };
}

/** What an observation says of one part of the source. */
function partOf(resources: readonly ObservedResource[], { kind, within }: Coverage): readonly ObservedResource[] {
  const clusterOf = (each: ObservedResource) => ('cluster' in each.attributes ? each.attributes.cluster : each.key);
  return canonicalResources(
    resources.filter((each) => each.kind === kind && (within === undefined || clusterOf(each) === within)),
  );
}

describe('a service that answers wrongly', () => {
  test.each(['half-page', 'duplicate-page'] as const)('with a %s is not believed', async (kind) => {
    lab = await startLab({ estate: aLargeEstate() });
    strike({ action: 'DescribeClusterNodes', match: { ClusterId: 'c-a' }, fault: { kind } });
    strike({ action: 'DescribeClusterTasks', match: { ClusterId: 'c-b' }, fault: { kind } });
    const { covered, failures } = await connect().observe({});
    expect(failures.map((each) => [each.kind, each.within])).toEqual([
      ['cluster-node', 'c-a'],
      ['cluster-task', 'c-b'],
    ]);
    expect(covered).toContainEqual({ kind: 'cluster-node', within: 'c-b' });
    expect(covered).not.toContainEqual({ kind: 'cluster-node', within: 'c-a' });
  });

  test('with other types is understood all the same', async () => {
    lab = await startLab({ estate: seedFigure() });
    const strict = await connect().observe({});
    strike({ fault: { kind: 'loose-types' } });
    const loose = await connect().observe({});
    expect(loose.failures).toEqual([]);
    expect(canonicalResources(loose.resources)).toEqual(canonicalResources(strict.resources));
  });

  test('by throttling is waited for', async () => {
    lab = await startLab({ estate: seedFigure() });
    strike({ action: 'DescribeClusterNodes', times: 1, fault: { kind: 'throttle', retryAfterMs: 700 } });
    expect((await connect().observe({})).failures).toEqual([]);
  });

  test('whatever it does, what is covered is true', async () => {
    lab = await startLab({ estate: aLargeEstate() });
    await expectCoveredIsTrue({
      lab,
      observe: () => connect().observe({}),
      faults: ['half-page', 'duplicate-page', 'html', 'reset', 'throttle', 'error', 'loose-types', 'deny'],
      partOf,
      most: 0.6,
    });
  });
});
