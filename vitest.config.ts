import { defineConfig } from 'vitest/config'

const tests = (...folders: string[]) => folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`)

/** What is polled for comes after a timer, a frame or an answer, on a machine that may be busy with something else. */
const patient = { poll: { timeout: 20_000 } }

export default defineConfig({
  test: {
    globalSetup: ['server/test/scratch.ts', 'server/test/cluster.ts'],
    reporters: ['default', './tools/test-reporter.ts'],
    pool: 'forks',
    // Every file has its own database in the one cluster; more files at once than cores only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'features',
          include: tests('server/features', 'server/pages', 'server/print', 'server/public'),
          pool: 'forks',
          expect: patient,
          // The whole application, once for each process in place of once for each file: it holds nothing of an app
          // outside of that app, as two apps in one process demand. What a file changes of the process stays changed.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: tests(
            'contract',
            'server/cli',
            'server/core',
            'server/test',
            'web',
            'demo',
            'tools',
            'bench',
          ),
          pool: 'forks',
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          // After the others, so that a browser does not have to share two cores with them.
          sequence: { groupOrder: 2 },
          include: tests('e2e'),
          pool: 'forks',
          expect: patient,
          isolate: false,
          // A real browser against a real server, on whatever machine this is.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
