import { changesRouter } from './routers/changes';
import { estateRouter } from './routers/estate';
import { router } from './trpc';

/** Every procedure, one router a feature; each is one line that leads to a use-case. */
export const appRouter = router({ changes: changesRouter, estate: estateRouter });

export type AppRouter = typeof appRouter;
