import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const alias = { '@': import.meta.dirname };
const root = import.meta.dirname;

/** Begun last, they would be waited for while every other worker is idle. */
const LONG = /\/(kills|dying|sleeping|schema-engine\.integration)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Whoever puts something in the place of a module has to be the first to load it, in a worker of their own. */
const REPLACING = readdirSync(path.join(root, 'components'), { recursive: true, encoding: 'utf8' })
  .map((name) => path.join('components', name))
  .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(path.join(root, name), 'utf8').includes('vi.mock('));

/** For what real processes, ports and clocks take part in: `npm test` names those that needed it. */
const SECOND_TRY = 1;

/** For what waits for nobody: something else may have the machine for a while, and a test that hangs is found out all the same. */
const PATIENCE_MS = 30_000;

/**
 * Which kind of test a file is shows in where it lives. Where tests leave nothing behind for the next file, files share a worker
 * (`isolate: false`): loading what they test anew for each took longer than the tests.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'domain',
          root,
          include: ['domain/**/*.test.ts'],
          testTimeout: PATIENCE_MS,
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'unit',
          root,
          include: [
            'components/**/*.test.{ts,tsx}',
            'lab/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'cli/**/*.test.ts',
            'server/config/**/*.test.ts',
          ],
          exclude: [
            '**/*.contract.test.ts',
            '**/*.integration.test.ts',
            'lab/netns/**',
            'node_modules/**',
            ...REPLACING,
          ],
          testTimeout: PATIENCE_MS,
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: { name: 'replacing', root, include: REPLACING, testTimeout: PATIENCE_MS },
      },
      {
        resolve: { alias },
        test: {
          name: 'contract',
          retry: SECOND_TRY,
          root,
          include: ['server/connectors/**/*.test.ts', 'lab/**/*.contract.test.ts'],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'netns',
          retry: SECOND_TRY,
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
          retry: SECOND_TRY,
          root,
          include: ['server/{use-cases,db,auth,api,workers,engine}/**/*.test.ts', '**/*.integration.test.ts'],
          exclude: ['**/*.chaos.test.ts', 'node_modules/**'],
          provide: { kills: { wanted: 16, least: 16, withinMs: 1_800_000 } },
          globalSetup: [path.join(root, 'server/testing/global-setup.ts')],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Half of them wait for the database or for a process at any moment.
          maxWorkers: 3,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'chaos',
          root,
          include: ['server/**/*.chaos.test.ts'],
          provide: { kills: { wanted: Number(process.env.CHAOS_KILLS ?? 120), least: 16, withinMs: 600_000 } },
          globalSetup: [path.join(root, 'server/testing/global-setup.ts')],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
