/** Entry of the thread in which the engine is measured: set up as the product's own. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { beginYoung, collectEarly } = await import('../server/config/heap.ts');
beginYoung();
collectEarly();
const { benchEngine } = await import('./engine.ts');
parentPort.postMessage(benchEngine());
