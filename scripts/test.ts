/**
 * Everything that must hold before a change lands: lint, types, and the tests (rules, database, the stand-in, browser).
 * The last line counts the tests.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromiumPath } from './local/chromium.ts'

interface Counts {
  passed: number
  failed: number
}

const started = Date.now()
const failures: string[] = []

function step(name: string, command: string, args: string[]): boolean {
  const before = Date.now()
  console.log(`\n── ${name}`)
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error) console.error(error.message)
  console.log(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - before) / 1000).toFixed(0)} s)`)
  if (status !== 0) failures.push(name)
  return status === 0
}

function runTests(): Counts {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-results-'))
  const file = path.join(directory, 'results.json')
  step('tests', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  try {
    if (!existsSync(file)) return { passed: 0, failed: 1 }
    const results = JSON.parse(readFileSync(file, 'utf8'))
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numFailedTestSuites * Number(results.numFailedTests === 0),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const browser = await chromiumPath().catch((error: Error) => error)
if (browser instanceof Error) {
  console.error(browser.message)
  failures.push('a browser')
}
const generated = step('generate', 'npm', ['run', '--silent', 'generate'])
step('lint', 'npm', ['run', '--silent', 'lint'])
if (generated) step('types', 'tsc', [])
const counts = runTests()

if (failures.length > 0) console.log(`\nNot ok: ${failures.join(', ')}`)
console.log(`\nAll of it took ${((Date.now() - started) / 1000).toFixed(0)} s`)
// A lint or type error is a failure too, though no test counts it.
const failed = Math.max(counts.failed, failures.length > 0 ? 1 : 0)
console.log(`${counts.passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
