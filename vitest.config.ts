import { defineConfig } from 'vitest/config'

/** A thing that a slow machine needs longer for is not broken: these end what hangs. */
const SLOW_MS = 60_000

const common = {
  testTimeout: SLOW_MS,
  hookTimeout: SLOW_MS,
  // A test that wrote to the console is one that nobody read.
  onConsoleLog: () => undefined,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'rules',
          isolate: false,
          include: ['tests/**/*.rules.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/**/*.rules.test.ts',
            'tests/e2e/**',
            'tests/resilience/**',
            'tests/extensions/**',
            'tests/stand-in/**',
          ],
          globalSetup: ['tests/setup/database.ts'],
          setupFiles: ['tests/setup/environment.ts'],
          // One file at a time: they share one database, each with shops of its own.
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          // Processes of the built app on databases that are killed; each file brings its own.
          name: 'resilience',
          include: ['tests/resilience/**/*.test.ts'],
          globalSetup: ['tests/setup/build.ts'],
          // A database is made, migrated, and two processes start.
          hookTimeout: 2 * SLOW_MS,
          testTimeout: 2 * SLOW_MS,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          name: 'shopify',
          include: ['tests/stand-in/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'banner',
          include: ['tests/extensions/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          name: 'demo',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/setup/stack.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
})
