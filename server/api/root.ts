import { changesRouter } from './routers/changes';
import { estateRouter } from './routers/estate';
import { frameRouter } from './routers/frame';
import { createCallerFactory, router } from './trpc';

/** Every procedure, one router a feature; each is one line that leads to a use-case. */
export const appRouter = router({ changes: changesRouter, estate: estateRouter, frame: frameRouter });

export type AppRouter = typeof appRouter;

/** For server components: the same procedures without HTTP. */
export const createCaller = createCallerFactory(appRouter);
