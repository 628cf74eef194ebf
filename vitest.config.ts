import { defineConfig } from 'vitest/config'

/** A thing that a slow machine needs longer for is not broken: these end what hangs. */
const SLOW_MS = 60_000

/** A test without an expectation cannot fail. Vitest's own second is no time for a browser on a busy machine. */
const EXPECT = { requireAssertions: true, poll: { timeout: SLOW_MS / 2, interval: 20 } }
/** In a browser, to wait for what has to come is one. */
const EXPECT_IN_BROWSER = { ...EXPECT, requireAssertions: false }

const common = {
  testTimeout: SLOW_MS,
  hookTimeout: SLOW_MS,
  expect: EXPECT,
  // Files of a project share a process: what they import, and their browser, are made ready once.
  isolate: false,
}

/** A test that writes to the console is one that nobody read: it fails, in every project. */
const CONSOLE = 'tests/setup/console.ts'
const PAGES = 'tests/setup/pages.ts'
const CRASH = 'tests/resilience/crash.test.ts'
const SEVERAL = ['tests/resilience/several.test.ts', 'tests/resilience/pgbouncer.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'rules',
          include: ['tests/**/*.rules.test.ts'],
          setupFiles: [CONSOLE],
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/**/*.rules.test.ts',
            'tests/e2e/**',
            'tests/resilience/**',
            'tests/extensions/**',
            'tests/ui-extensions/**',
            'tests/stand-in/**',
          ],
          globalSetup: ['tests/setup/database.ts'],
          setupFiles: ['tests/setup/environment.ts', CONSOLE],
          // One file at a time: they share one database, each with shops of its own.
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          // Processes of the built app that are killed, on whichever database the tests are given.
          name: 'crash',
          include: [CRASH],
          globalSetup: ['tests/setup/build.ts', 'tests/setup/database.ts'],
          setupFiles: [CONSOLE],
          hookTimeout: 2 * SLOW_MS,
        },
      },
      {
        test: {
          ...common,
          // Processes of the built app on databases that are killed; each file brings its own.
          name: 'resilience',
          include: ['tests/resilience/*.test.ts'],
          exclude: [CRASH, ...SEVERAL],
          globalSetup: ['tests/setup/build.ts'],
          setupFiles: [CONSOLE],
          // A database is made, migrated, and two processes start.
          hookTimeout: 2 * SLOW_MS,
          testTimeout: 2 * SLOW_MS,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          // Four processes under load take minutes on two cores: not part of `npm test` (npm run test:several).
          name: 'several',
          include: SEVERAL,
          globalSetup: ['tests/setup/build.ts'],
          setupFiles: [CONSOLE],
          // A database is made, migrated, and two processes start.
          hookTimeout: 2 * SLOW_MS,
          testTimeout: 2 * SLOW_MS,
        },
      },
      {
        test: {
          ...common,
          name: 'shopify',
          expect: EXPECT_IN_BROWSER,
          include: ['tests/stand-in/**/*.test.ts'],
          setupFiles: [CONSOLE, PAGES],
        },
      },
      {
        // As Shopify's CLI compiles them.
        esbuild: { jsx: 'automatic', jsxImportSource: 'preact', tsconfigRaw: '{}' },
        test: {
          ...common,
          // The code of the extensions in Shopify's own tester, which puts a mock of the surface around it.
          name: 'ui-extensions',
          include: ['tests/ui-extensions/**/*.test.ts'],
          exclude: ['tests/**/*.rules.test.ts'],
          setupFiles: ['tests/ui-extensions/document.ts', CONSOLE],
          // It loads the extension by itself, and the surface is one global: each file has its own.
          isolate: true,
          server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
        },
      },
      {
        test: {
          ...common,
          name: 'banner',
          expect: EXPECT_IN_BROWSER,
          include: ['tests/extensions/**/*.test.ts'],
          setupFiles: [CONSOLE, PAGES],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          name: 'demo',
          expect: EXPECT_IN_BROWSER,
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/setup/stack.ts'],
          setupFiles: [CONSOLE, PAGES],
          fileParallelism: false,
        },
      },
    ],
  },
})
