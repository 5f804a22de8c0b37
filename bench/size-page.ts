import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { TopologyGraph } from '@/domain/topology/graph';
import { launchBrowser, bundle } from './browser';
import { median, quantile, type Result } from './measure';
import type { SizeWorld } from './size-world';

const RUNS = 5;
const FRAMES = 90;
const GOAL = { interactive: 1.3, panMs: 33 } as const;
const VIEWPORT = { width: 1440, height: 900 };
const WAIT_MS = 120_000;

/** The picture with every site open, by its address, and the question that its page asks. */
type Look = { address: string; question: string; graph: TopologyGraph };

/**
 * The page of the topology as it is opened at 200 sites, every site open, beside a bare page of the graph library on the same
 * server that asks the same question and draws the same elements. Both have been opened once before.
 */
export async function benchPage(world: SizeWorld): Promise<Result[]> {
  const look = await everySiteOpen(world);
  const script = await bundle('bench/bare-page.ts');
  const browser = await launchBrowser();
  try {
    const times = { product: [] as number[], bare: [] as number[] };
    const context = await signedIn(browser, world);
    let page = await context.newPage();
    for (let run = 0; run <= RUNS; run += 1)
      for (const [kind, address] of [
        ['bare', `/bare?${look.question}`],
        ['product', look.address],
      ] as const) {
        // A page each: what stands in for the bare page switches off the cache of the page that it is in.
        await page.close();
        page = await context.newPage();
        if (kind === 'bare') await standIn(page, script);
        await page.goto(world.product.url + address, { waitUntil: 'commit', timeout: WAIT_MS });
        const took = await drawn(page, look.graph.nodes.length + look.graph.edges.length);
        if (run > 0) times[kind].push(took);
      }
    const ratio = median(times.product) / median(times.bare);
    const pan = quantile(await panFrames(page), 0.95);
    const size = `${look.graph.nodes.length} nodes, ${look.graph.edges.length} lines`;
    return [
      {
        name: 'topology page interactive / bare page',
        goal: `<= ${GOAL.interactive}`,
        result: ratio.toFixed(2),
        met: ratio <= GOAL.interactive,
        how: `${size}: ${Math.round(median(times.product))} ms against ${Math.round(median(times.bare))} ms from the address to the second frame after the picture stands, median of ${RUNS}, both asking the running product`,
      },
      {
        name: 'topology page pan frame, p95',
        goal: `<= ${GOAL.panMs} ms`,
        result: `${pan.toFixed(1)} ms`,
        met: pan <= GOAL.panMs,
        how: `${size}: the product's page dragged with the mouse over ${FRAMES} frames, ${VIEWPORT.width} x ${VIEWPORT.height}, no GPU`,
      },
    ];
  } finally {
    await browser.close();
  }
}

async function everySiteOpen({ session }: SizeWorld): Promise<Look> {
  const { body } = await session.ask<{ graph: TopologyGraph }>('estate.topology');
  const toggled = body.graph.nodes.flatMap(({ id, kind, collapsed }) => (kind === 'site' && collapsed ? [id] : []));
  const open = await session.ask<{ graph: TopologyGraph }>('estate.topology', { toggled });
  return {
    address: `/topology?toggled=${encodeURIComponent(toggled.join(','))}`,
    question: `input=${encodeURIComponent(JSON.stringify({ json: { toggled } }))}`,
    graph: open.body.graph,
  };
}

async function signedIn(browser: Browser, { product, session }: SizeWorld): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const cookies = session.cookie.split('; ').map((each) => {
    const at = each.indexOf('=');
    return { name: each.slice(0, at), value: each.slice(at + 1), url: product.url };
  });
  await context.addCookies(cookies);
  return context;
}

/** The bare page, at an address of the product's own. */
async function standIn(page: Page, script: string): Promise<void> {
  const html = `<!doctype html><body style="margin:0"><div id="stage" style="width:100vw;height:100vh"></div><script>${script}</script></body>`;
  await page.route('**/bare?*', (route) => route.fulfill({ contentType: 'text/html', body: html }));
}

/** Milliseconds from the address until the graph library holds all of the picture and two frames have come after it. */
async function drawn(page: Page, elements: number): Promise<number> {
  const handle = await page.waitForFunction(
    (all): number | Promise<number> => {
      type Holder = Element & { _cyreg?: { cy?: { elements(): { length: number } } } };
      const isDrawn = [...document.querySelectorAll('canvas')].some(({ parentElement }) => {
        const holder = parentElement?.parentElement as Holder | null | undefined;
        return (holder?._cyreg?.cy?.elements().length ?? 0) >= all;
      });
      if (!isDrawn) return 0;
      return new Promise<number>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
      );
    },
    elements,
    { polling: 'raf', timeout: WAIT_MS },
  );
  return handle.jsonValue();
}

async function panFrames(page: Page): Promise<number[]> {
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no canvas to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = page.evaluate(async (count) => {
    const times: number[] = [];
    let before = await new Promise<number>(requestAnimationFrame);
    for (let at = 0; at < count; at += 1) {
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
    return times;
  }, FRAMES);
  for (let at = 0; at < FRAMES; at += 1) {
    await page.mouse.move(x - 4 * (at % 60), y - 3 * (at % 60));
    await page.waitForTimeout(8);
  }
  const times = await frames;
  await page.mouse.up();
  return times;
}
