import { defineConfig } from 'vitest/config'

/** Of the tests that must fail: see console.rules.test.ts. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.loud.ts'], setupFiles: ['../console.ts'], isolate: false },
})
