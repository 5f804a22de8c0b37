import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
/** The engine at the size of a large organisation, and at a third and a tenth of it. */
import { applyEffect } from '@/domain/changes/apply-effect';
import type { Effect } from '@/domain/changes/effect';
import { findFindings } from '@/domain/checks';
import { Flow } from '@/domain/estate/flow';
import type { EstateView } from '@/domain/estate/view';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { withFailure } from '@/domain/routing/fail';
import { failEach } from '@/domain/routing/failures';
import { judgeFlow, judgeFlows } from '@/domain/routing/judge';
import { siteMatrix } from '@/domain/routing/matrix';
import { fibOf } from '@/domain/routing/table-rows';
import { viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { quantile, type Result } from './measure';

const NOW = '2026-01-01T00:00:00.000Z';
const SIZES = [20, 66, 200];
const SIZE = '200 sites, 10,000 nodes, 100,000 routes';

type Measured = {
  compile: number;
  megabytes: number;
  traces: number[];
  forwarding: number[];
  deltas: number[];
  matrix: number;
  failures: number;
  naive: { pair: number; whole: number };
};

/** Milliseconds of one piece of work. */
function took(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const repeated = (times: number, work: (nth: number) => unknown) =>
  Array.from({ length: times }, (_, nth) => took(() => work(nth)));

export function benchEngine(): Result[] {
  const all = SIZES.map((sites) => measureAt(sites));
  const [small, , full] = all as [Measured, Measured, Measured];
  const growth = (of: (each: Measured) => number) =>
    SIZES.map((sites, at) => `${sites}: ${of(all[at] as Measured).toFixed(0)} ms`).join(', ');
  const grown = full.compile / small.compile;
  const pairs = (200 + 5) ** 2 * full.naive.pair;
  const first = `${growth((each) => each.compile)}; ${full.megabytes} MB`;
  const matrix = `${growth((each) => each.matrix)}; ${times(pairs, full.matrix)}`;
  const failures = `${growth((each) => each.failures)}; ${times(300 * full.naive.whole, full.failures)}`;
  return [
    line('engine: first verdicts and findings', '-', first, true, SIZE),
    line('engine: growth from 1/10 to 1', '<= 15 times', `${grown.toFixed(1)} times`, grown <= 15, 'of the same'),
    ...oneChange(full),
    line('engine: site x site', '<= 2 s', matrix, full.matrix <= 2_000, 'naive: pair by pair, from a sample'),
    line(
      'engine: each circuit failing',
      '<= 10 s',
      failures,
      full.failures <= 10_000,
      'naive: everything anew, from one',
    ),
  ];
}

function oneChange({ traces, forwarding, deltas, naive }: Measured): Result[] {
  const [p50, p99] = [quantile(traces, 0.5), quantile(traces, 0.99)];
  const mean = forwarding.reduce((a, b) => a + b, 0) / forwarding.length;
  const [usual, worst] = [quantile(deltas, 0.5), quantile(deltas, 0.99)];
  const delta = `p50 ${usual.toFixed(1)} ms, p99 ${worst.toFixed(1)} ms; ${times(naive.whole, usual)}`;
  return [
    line(
      'engine: trace of one direction',
      'p50 <= 20 µs',
      `p50 ${micro(p50)}, p99 ${micro(p99)}`,
      p50 <= 0.02,
      'a flow judged anew both ways, halved',
    ),
    line(
      'engine: forwarding delta',
      'mean <= 40 µs',
      micro(mean),
      mean <= 0.04,
      'a row in or out, and what it decides',
    ),
    line(
      'engine: verdicts and findings after a route',
      'p99 <= 5 ms',
      delta,
      worst <= 5,
      'rows of VBRs and VPCs in turn; naive: everything anew',
    ),
  ];
}

const micro = (ms: number) => `${(ms * 1000).toFixed(0)} µs`;
const times = (naive: number, own: number) => `naive ${naive.toFixed(0)} ms, ${(naive / own).toFixed(0)} times as long`;

function line(name: string, goal: string, result: string, met: boolean, how: string): Result {
  return { name, goal, result, met, how };
}

/** What is in use once everything that nobody needs is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function measureAt(sites: number): Measured {
  const before = heapInUse();
  const view = viewOf(wideEstate({ sites, nodesPerSite: 50, routesPerVbr: 330 }));
  const compile = took(() => findFindings(view, NOW, judgeFlows(view)));
  const megabytes = Math.round((heapInUse() - before) / 2 ** 20);
  const { flows } = view.estate;
  const again = (nth: number) => Flow.parse({ ...flows[nth % flows.length], key: `again-${nth}` });
  const asked = Array.from({ length: 2_000 }, (_, nth) => again(nth));
  const traces = asked.map((flow) => took(() => judgeFlow(view, flow)) / 2);
  const forwarding = repeated(300, (nth) => forwardAfter(view, routeOf(view, nth)));
  const deltas = deltasOf(view, 200);
  const matrix = took(() => siteMatrix(view));
  const failures = took(() => failEach(view, ['physical-connection']));
  const one = structuredClone(withFailure(view, { kind: 'physical-connection', key: 'pc-1a' }));
  const whole = took(() => findFindings(one, NOW, judgeFlows(one)));
  return {
    compile,
    megabytes,
    traces,
    forwarding,
    deltas,
    matrix,
    failures,
    naive: { pair: 2 * quantile(traces, 0.5), whole },
  };
}

/** A row that comes or goes at one site after the other, on its VBR or on its VPC. */
function routeOf({ estate }: EstateView, nth: number): Effect {
  const vbr = estate.vbrs[nth % estate.vbrs.length]!;
  const kind = nth % 4 < 2 ? 'delete-route-entry' : 'create-route-entry';
  const vpc = estate.vpcs[nth % estate.vpcs.length]!;
  if (nth % 3 === 0) {
    const [name] = vpc.routeTables![0]!.entries!.flatMap(({ nextHop }) => nextHop ?? []);
    const prefix = parsePrefix(`10.${nth % 200}.0.0/20`);
    return {
      kind,
      router: { kind: 'vpc', key: vpc.key },
      routeTable: vpc.routeTables![0]!.key,
      prefix,
      nextHop: name!,
    };
  }
  const { prefix, nextHop } = vbr.routeTable!.entries![1]!;
  return { kind, router: { kind: 'vbr', key: vbr.key }, routeTable: vbr.routeTable!.key, prefix, nextHop: nextHop! };
}

function forwardAfter(view: EstateView, effect: Effect): unknown {
  if (!('router' in effect)) return null;
  const { estate } = applyEffect(view, effect);
  const routers = effect.router.kind === 'vbr' ? estate.vbrs : estate.vpcs;
  const router = routers.find(({ key }) => key === effect.router.key)!;
  const table =
    'routeTable' in router ? router.routeTable : 'routeTables' in router ? router.routeTables?.[0] : undefined;
  return table && fibOf(table).lookup(RangeSet.of([effect.prefix]));
}

/** One change after another, and back to the beginning after every eight. */
function deltasOf(view: EstateView, changes: number): number[] {
  let state = view;
  return Array.from({ length: changes }, (_, nth) => {
    if (nth % 8 === 0) state = view;
    const effect = routeOf(view, nth);
    return took(() => {
      state = applyEffect(state, effect);
      findFindings(state, NOW, judgeFlows(state));
    });
  });
}
