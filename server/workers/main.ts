/** The worker process of the product. */
import { runWorker } from './run-worker';

await runWorker();
