import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@': import.meta.dirname };
const root = import.meta.dirname;

/** Which kind of test a file is shows in where it lives; the parts of `npm test` run them one after another. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          root,
          include: [
            'domain/**/*.test.ts',
            'components/**/*.test.{ts,tsx}',
            'lab/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'cli/**/*.test.ts',
            'server/config/**/*.test.ts',
          ],
          exclude: ['**/*.contract.test.ts', '**/*.integration.test.ts', 'lab/netns/**', 'node_modules/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'contract',
          root,
          include: ['server/connectors/**/*.test.ts', 'lab/**/*.contract.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'netns',
          maxConcurrency: 3,
          root,
          include: ['lab/netns/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          root,
          include: ['server/{use-cases,db,auth,api,workers,engine}/**/*.test.ts', '**/*.integration.test.ts'],
          exclude: ['**/*.chaos.test.ts', 'node_modules/**'],
          provide: { kills: 16 },
          globalSetup: [path.join(root, 'server/testing/global-setup.ts')],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'chaos',
          root,
          include: ['server/**/*.chaos.test.ts'],
          provide: { kills: Number(process.env.CHAOS_KILLS ?? 120) },
          globalSetup: [path.join(root, 'server/testing/global-setup.ts')],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
