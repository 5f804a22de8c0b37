import { auditRouter } from './routers/audit';
import { changesRouter } from './routers/changes';
import { estateRouter } from './routers/estate';
import { findingsRouter } from './routers/findings';
import { frameRouter } from './routers/frame';
import { inventoryRouter } from './routers/inventory';
import { ledgerRouter } from './routers/ledger';
import { liveRouter } from './routers/live';
import { peopleRouter } from './routers/people';
import { reachabilityRouter } from './routers/reachability';
import { searchRouter } from './routers/search';
import { settingsRouter } from './routers/settings';
import { sourcesRouter } from './routers/sources';
import { viewsRouter } from './routers/views';
import { router } from './trpc';

/** Every procedure, one router a feature; each is one line that leads to a use-case. */
export const appRouter = router({
  audit: auditRouter,
  changes: changesRouter,
  estate: estateRouter,
  findings: findingsRouter,
  frame: frameRouter,
  inventory: inventoryRouter,
  ledger: ledgerRouter,
  live: liveRouter,
  people: peopleRouter,
  reachability: reachabilityRouter,
  search: searchRouter,
  settings: settingsRouter,
  sources: sourcesRouter,
  views: viewsRouter,
});

export type AppRouter = typeof appRouter;
