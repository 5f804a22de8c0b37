/** The worker process of the product with times scaled down, so that a test can kill many of them within a minute. */
import { RUN_LIMITS } from '@/domain/changes/run';
import { runWorker } from '../run-worker';

// Loading the vendor's SDK may take longer than a lease lasts here, so it is done before there is one.
await Promise.all([import('@alicloud/vpc20160428'), import('@alicloud/openapi-core')]);

await runWorker({
  sweepEverySeconds: 0.5,
  limits: {
    ...RUN_LIMITS,
    callDeadlineMs: 2_000,
    marginMs: 250,
    leaseMs: 8_000,
    settleFirstPollMs: 50,
    settleClosePollMs: 20,
    settlePollMs: 100,
    settleWithinMs: 30_000,
    vanishAfterMs: 2_000,
    applyRetryMs: 10_000,
    revertRetryMs: 60_000,
    backoffMs: 50,
    maxBackoffMs: 400,
    proveEveryMs: 200,
  },
});
