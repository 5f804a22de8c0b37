import { router } from './trpc';

/** Every procedure, one router a feature; each is one line that leads to a use-case. */
export const appRouter = router({});

export type AppRouter = typeof appRouter;
