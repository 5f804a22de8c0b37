/** `npm run bench`: the measurements of the product's goals, each with its own baseline, one table at the end. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findFreePort } from '@/scripts/postgres.mjs';
import { benchApply } from './apply';
import { benchEngineInThread } from './engine-in-thread';
import { benchCollection } from './collection';
import { benchLive } from './live';
import type { Result } from './measure';
import { benchSearch } from './search';
import { ROOT } from './programs';
import { benchSize } from './size';
import { benchStart, cloneCheckout, startProduct } from './start';
import { benchTopology } from './topology';

const BENCHES = ['engine', 'apply', 'collection', 'topology', 'start', 'live', 'search', 'size'];

const { values } = parseArgs({
  options: { only: { type: 'string', default: BENCHES.join(',') }, 'skip-start': { type: 'boolean', default: false } },
});
const chosen = values.only.split(',').filter((name) => !(values['skip-start'] && name === 'start'));
const unknown = chosen.find((name) => !BENCHES.includes(name));
if (unknown !== undefined) throw new Error(`There is no measurement "${unknown}": ${BENCHES.join(', ')}`);

const facts = () =>
  `${os.availableParallelism()} x ${os.cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}, load ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`;

const results: Result[] = [];
/** Results are said as they come; one that cannot be had is a goal that was missed, and the others are measured all the same. */
async function measure(name: string, work: () => Promise<Result | Result[]> | AsyncIterable<Result>): Promise<void> {
  if (!chosen.includes(name)) return;
  console.log(`${name} ... (${facts()})`);
  const say = (result: Result) => {
    results.push(result);
    // Whoever runs it in a script must learn of a missed goal without reading the table.
    if (result.met === false) process.exitCode = 1;
    console.log(`  ${result.name}: ${result.result}`);
  };
  try {
    const measured = work();
    if (Symbol.asyncIterator in measured) for await (const result of measured) say(result);
    else [await measured].flat().forEach(say);
  } catch (error) {
    say({ name, goal: 'measured', result: 'not measured', met: false, how: shortened(String(error)) });
  }
}

/** What a program said last is why it ended. */
function shortened(text: string): string {
  return text.length <= 600 ? text : `${text.slice(0, 150)} … ${text.slice(-450)}`;
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-bench-'));
try {
  await measure('engine', benchEngineInThread);
  await measure('apply', benchApply);
  await measure('collection', benchCollection);
  await measure('search', () => Promise.resolve(benchSearch()));
  await measure('topology', benchTopology);
  await measure('size', () => benchSize(folder));
  // The streams are measured on the clone that was built for the starts, or on this checkout.
  const dataDir = path.join(folder, 'data');
  let checkout = ROOT;
  await measure('start', async () => benchStart((checkout = await cloneCheckout(folder)), dataDir));
  await measure('live', async () => {
    const product = await startProduct(checkout, dataDir, await findFreePort());
    return benchLive(product).finally(() => product.stop());
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}

console.log(`\n${facts()}\nnode scripts/bench.mjs --only=${chosen.join(',')}\n`);
console.log('| Measurement | Goal | Result | | How |\n| --- | --- | --- | --- | --- |');
for (const { name, goal, result, met, how } of results)
  console.log(`| ${name} | ${goal} | ${result} | ${met === null ? 'noted' : met ? 'met' : 'MISSED'} | ${how} |`);
