/** The engine at the size of a large organisation, and at a third and a tenth of it. */
import { findFindings } from '@/domain/checks';
import { Flow, type Endpoint } from '@/domain/estate/flow';
import type { EstateView } from '@/domain/estate/view';
import { networkAddress } from '@/domain/net/prefix';
import { traceBetween } from '@/domain/routing/answers/direction';
import { resolveEndpoint } from '@/domain/routing/walk/endpoint';
import { indexEstate, type EstateIndex } from '@/domain/routing/estate-index';
import { withFailure } from '@/domain/routing/answers/fail';
import { failEach } from '@/domain/routing/answers/failures';
import { judgeFlow, judgeFlows } from '@/domain/routing/answers/judge';
import { siteMatrix } from '@/domain/routing/answers/matrix';
import { hopsOf } from '@/domain/routing/packet';
import { endingsOf } from '@/domain/testing/oracle';
import { viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { changesOneByOne, forwardingDeltas, memoryOfStates } from './engine-changes';
import { heapInUse, mean, NOW, quantile, took, type Result } from './measure';

const SIZES = [20, 66, 200];
const SIZE = '200 sites, 10,000 nodes, 100,000 routes';

type Measured = ReturnType<typeof measureAt>;

export function benchEngine(): Result[] {
  const all = SIZES.map(measureAt) as [Measured, Measured, Measured];
  return [...firstTime(all), ...oneTrace(all), ...oneChange(all), ...everything(all)];
}

function firstTime(all: readonly Measured[]): Result[] {
  const [small, full] = [all[0]!, all.at(-1)!];
  const grown = full.compile / small.compile;
  const first = `${growth(all, ({ compile }) => `${compile.toFixed(0)} ms`)}; ${full.megabytes} MB with the estate`;
  const memory = growth(all, ({ memory: { own, naive } }) => `${kilo(own)}, naive ${kilo(naive)}`);
  const shared = full.memory.naive / full.memory.own;
  return [
    line('engine: first verdicts and findings', '-', first, true, SIZE),
    line('engine: growth from 1/10 to 1', '<= 15 times', `${grown.toFixed(1)} times`, grown <= 15, 'of the same'),
    line('engine: memory of one more state', '-', memory, true, `naive: nothing shared, ${shared.toFixed(0)} times`),
  ];
}

function oneTrace(all: readonly Measured[]): Result[] {
  const full = all.at(-1)!;
  const told = (times: number[]) => `p50 ${micro(quantile(times, 0.5))}, p99 ${micro(quantile(times, 0.99))}`;
  const traces = growth(all, ({ trace }) => `${told(trace.own)}, naive p50 ${micro(quantile(trace.naive, 0.5))}`);
  return [
    line(
      'engine: trace of one direction',
      'p50 <= 20 µs',
      traces,
      quantile(full.trace.own, 0.5) <= 0.02,
      'all addresses of both ends, endpoints resolved anew, every hop read; naive: one packet, every table row by row',
    ),
    line(
      'engine: one flow judged anew',
      '-',
      growth(all, ({ flows }) => told(flows)),
      true,
      'both directions and what they rest on',
    ),
  ];
}

const CHANGES = 1_200;
/** While these are made, the program is still being compiled: they are told apart. */
const FIRST_CHANGES = 200;

function oneChange(all: readonly Measured[]): Result[] {
  const full = all.at(-1)!;
  const forwarding = growth(
    all,
    ({ forwarding: { own, naive } }) =>
      `mean ${micro(mean(own))}, p50 ${micro(quantile(own, 0.5))}, naive ${micro(mean(naive))}`,
  );
  const after = growth(all, ({ deltas, naive }) => {
    const [usual, worst] = [0.5, 0.99].map((part) => quantile(deltas.slice(FIRST_CHANGES), part).toFixed(1));
    const first = quantile(deltas.slice(0, FIRST_CHANGES), 0.99).toFixed(1);
    return `p50 ${usual} ms, p99 ${worst} ms (of the first ${FIRST_CHANGES} ${first} ms), naive ${naive.whole.toFixed(0)} ms`;
  });
  return [
    line(
      'engine: forwarding delta',
      'mean <= 40 µs',
      forwarding,
      mean(full.forwarding.own) <= 0.04,
      'a row in or out, and what it decides; naive: its table made anew',
    ),
    line(
      'engine: verdicts and findings after a route',
      'p99 <= 5 ms',
      after,
      quantile(full.deltas.slice(FIRST_CHANGES), 0.99) <= 5,
      'rows of VBRs and VPCs in turn, in a process that has just begun; naive: everything anew',
    ),
  ];
}

function everything(all: readonly Measured[]): Result[] {
  const { matrix, failures, naive } = all.at(-1)!;
  const times = (other: number, own: number) =>
    `naive ${other.toFixed(0)} ms, ${(other / own).toFixed(0)} times as long`;
  const pairs = (200 + 5) ** 2 * naive.pair;
  const sites = `${growth(all, (each) => `${each.matrix.toFixed(0)} ms`)}; ${times(pairs, matrix)}`;
  const failing = `${growth(all, (each) => `${each.failures.toFixed(0)} ms`)}; ${times(300 * naive.whole, failures)}`;
  return [
    line('engine: site x site', '<= 2 s', sites, matrix <= 2_000, 'naive: pair by pair, from a sample'),
    line('engine: each circuit failing', '<= 10 s', failing, failures <= 10_000, 'naive: everything anew, from one'),
  ];
}

const micro = (ms: number) => `${(ms * 1000).toFixed(0)} µs`;
const kilo = (bytes: number) => `${Math.round(bytes / 2 ** 10)} kB`;
const growth = (all: readonly Measured[], tell: (each: Measured) => string) =>
  SIZES.map((sites, at) => `${sites}: ${tell(all[at]!)}`).join('; ');

function line(name: string, goal: string, result: string, met: boolean, how: string): Result {
  return { name, goal, result, met, how };
}

function measureAt(sites: number) {
  const before = heapInUse();
  const view = viewOf(wideEstate({ sites, nodesPerSite: 50, routesPerVbr: 330 }));
  const compile = took(() => findFindings(view, NOW, judgeFlows(view)));
  const megabytes = Math.round((heapInUse() - before) / 2 ** 20);
  const flows = againAndAgain(view, 2_000).map((flow) => took(() => judgeFlow(view, flow)));
  const trace = traces(view, 2_000);
  const forwarding = forwardingDeltas(view, 300);
  const deltas = changesOneByOne(view, CHANGES);
  // Before anything else is remembered that would make room meanwhile.
  const memory = memoryOfStates(view);
  const matrix = took(() => siteMatrix(view));
  const failures = took(() => failEach(view, ['physical-connection']));
  const one = structuredClone(withFailure(view, { kind: 'physical-connection', key: 'pc-1a' }));
  const whole = took(() => findFindings(one, NOW, judgeFlows(one)));
  const naive = { pair: quantile(flows, 0.5), whole };
  return { compile, megabytes, flows, trace, forwarding, deltas, matrix, failures, naive, memory };
}

/** The flows of an estate one after the other, as somebody who has never asked for them. */
function againAndAgain({ estate: { flows } }: EstateView, times: number): Flow[] {
  return Array.from({ length: times }, (_, nth) =>
    Flow.parse({ ...structuredClone(flows[nth % flows.length]), key: `again-${nth}` }),
  );
}

/** Hops are written down when they are read, so they are. */
function traceAndRead(index: EstateIndex, from: Endpoint, to: Endpoint): number {
  return traceBetween(index, from, to).outcomes.reduce((sum, { packet }) => sum + hopsOf(packet).length, 0);
}

function traces(view: EstateView, times: number): { own: number[]; naive: number[] } {
  const index = indexEstate(view);
  const asked = againAndAgain(view, times);
  const own = asked.map(({ from, to }) => took(() => traceAndRead(index, from, to)));
  const lowest = (endpoint: Endpoint) => networkAddress(resolveEndpoint(index, endpoint).locations[0]!.prefixes[0]!);
  const naive = asked.map(({ from, to }) => {
    const [source, target] = [lowest(from), lowest(to)];
    return took(() => endingsOf(view, source, target));
  });
  return { own, naive };
}
