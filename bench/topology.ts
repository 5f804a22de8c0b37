import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { findFindings } from '@/domain/checks';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { largeEstate } from '@/domain/testing/large-estate';
import { drawTopology, type Topology } from '@/domain/topology';
import { surveyEstate, type Census } from '@/domain/topology/census';
import type { TopologyGraph } from '@/domain/topology/graph';
import { bundle, launchBrowser } from './browser';
import { median, quantile, type Result } from './measure';
import { ROOT } from './programs';
import type { Measured } from './topology-page';

const SIZE = { sites: 200, nodesPerSite: 50, routesPerVbr: 500 } as const;
const NOON = '2026-03-18T12:00:00.000Z';
const RUNS = 5;
const FRAMES = 90;
const GOAL = { surveyMs: 5_000, drawMs: 500, interactive: 1.3, panMs: 33 } as const;

/** The picture of an estate of the design size: on the server, and on the screen beside a bare page of the graph library. */
export async function benchTopology(): Promise<Result[]> {
  const view = { estate: largeEstate(SIZE), parts: [], revision: 'bench' };
  const surveyed: number[] = [];
  let census: Census | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    const verdicts = judgeFlows(view);
    census = surveyEstate(view, findFindings(view, NOON, verdicts));
    drawTopology(census);
    surveyed.push(performance.now() - began);
  }
  if (!census) throw new Error('nothing was surveyed');
  const known = census;
  const toggled = known.withLayers([]).elements.flatMap((each) => (each.kind === 'site' ? [each.id] : []));
  const drawn = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    const graph = drawTopology(known, { toggled });
    return { graph, took: performance.now() - began };
  });
  const full = drawn.at(-1)?.graph as Topology;
  return [
    {
      name: 'topology, new revision',
      goal: `<= ${GOAL.surveyMs} ms`,
      result: `${Math.round(median(surveyed))} ms`,
      met: median(surveyed) <= GOAL.surveyMs,
      how: `200 sites, 10,000 nodes, 100,000 routes: checks, census and the overview, median of ${RUNS}`,
    },
    {
      name: 'topology, another look',
      goal: `<= ${GOAL.drawMs} ms`,
      result: `${Math.round(median(drawn.map((each) => each.took)))} ms`,
      met: median(drawn.map((each) => each.took)) <= GOAL.drawMs,
      how: `the same revision with all sites open: ${full.nodes.length} nodes, ${full.edges.length} lines, median of ${RUNS}`,
    },
    ...(await onScreen({
      nodes: full.nodes,
      edges: full.edges,
      heads: full.heads,
      width: full.width,
      height: full.height,
    })),
  ];
}

async function onScreen(graph: TopologyGraph): Promise<Result[]> {
  const script = await bundle('bench/topology-page.ts');
  const tokens = await readFile(path.join(ROOT, 'components/theme/tokens.css'), 'utf8');
  const browser = await launchBrowser();
  try {
    const times = { product: [] as number[], bare: [] as number[] };
    for (let run = 0; run < RUNS; run += 1)
      for (const kind of ['bare', 'product'] as const) {
        const page = await openPage(browser, script, tokens);
        times[kind].push(await page.evaluate(([name, drawn]) => measured[name](drawn), [kind, graph] as const));
        await page.close();
      }
    const ratio = median(times.product) / median(times.bare);
    const pan = quantile(await panFrames(browser, script, tokens, graph), 0.95);
    const size = `${graph.nodes.length} nodes, ${graph.edges.length} lines`;
    return [
      {
        name: 'canvas interactive / bare page',
        goal: `<= ${GOAL.interactive}`,
        result: ratio.toFixed(2),
        met: ratio <= GOAL.interactive,
        how: `${size}: ${Math.round(median(times.product))} ms against ${Math.round(median(times.bare))} ms, median of ${RUNS} pages each`,
      },
      {
        name: 'canvas pan frame, p95',
        goal: `<= ${GOAL.panMs} ms`,
        result: `${pan.toFixed(1)} ms`,
        met: pan <= GOAL.panMs,
        how: `${size}: dragged with the mouse over ${FRAMES} frames, 1400 x 900, no GPU`,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** In the page only, where the bundle has put it. */
declare const measured: Measured;

async function openPage(browser: Browser, script: string, tokens: string) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.setContent(`<!doctype html><html data-theme="light"><style>${tokens}</style><body></body></html>`);
  await page.addScriptTag({ content: script });
  return page;
}

async function panFrames(browser: Browser, script: string, tokens: string, graph: TopologyGraph): Promise<number[]> {
  const page = await openPage(browser, script, tokens);
  await page.evaluate((drawn) => measured.product(drawn), graph);
  await page.mouse.move(700, 450);
  await page.mouse.down();
  const frames = page.evaluate((count) => measured.frames(count), FRAMES);
  for (let at = 0; at < FRAMES; at += 1) {
    await page.mouse.move(700 - 5 * (at % 60), 450 - 3 * (at % 60));
    await page.waitForTimeout(8);
  }
  const times = await frames;
  await page.mouse.up();
  return times;
}
