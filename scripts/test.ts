/**
 * Everything that must hold before a change lands: lint, types, and the tests (rules, database, the stand-in, browser).
 * The last line counts the tests.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildOnce } from './local/build.ts'
import { chromiumPath } from './local/chromium.ts'

interface Counts {
  passed: number
  failed: number
  /** Each failed test or file, with the first lines of why. */
  faults: string[]
}

const started = Date.now()
// Tests start hundreds of processes with the same modules: each is compiled once.
process.env.NODE_COMPILE_CACHE ??= path.resolve('node_modules/.cache/compiled')
const failures: string[] = []

/** Runs a command and shows what it prints once it has ended: several stand beside each other. */
async function step(name: string, command: string, args: string[]): Promise<boolean> {
  const before = Date.now()
  const { status, output } = await collected(command, args, false)
  const isOk = status === 0
  console.log(
    `\n── ${name}\n${output}── ${name}: ${isOk ? 'ok' : 'FAILED'} (${((Date.now() - before) / 1000).toFixed(0)} s)`,
  )
  if (!isOk) failures.push(name)
  return isOk
}

/** What a command ended with and printed; null when it could not be started. */
async function collected(command: string, args: string[], isShown: boolean) {
  const shown = isShown ? 'inherit' : 'pipe'
  const child = spawn(command, args, { stdio: ['ignore', shown, shown] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text.toString()
    })
  }
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', ({ message }) => {
      output += `${message}\n`
      resolve(null)
    })
    child.once('close', resolve)
  })
  return { status, output }
}

/**
 * Most tests wait more than they work, and Vitest starts one file after the other on two cores: three runs of it stand
 * beside each other. More of them only wait for each other, until tests are given up. What the first prints is shown as it
 * comes, the others' after it.
 */
const RUNS = [['demo'], ['database'], ['!demo', '!database', '!crash', '!resilience', '!several']]

/** They measure how soon the app recovers from a fault: beside others, they would measure those. */
const ALONE = ['crash', 'resilience']

async function runTests(): Promise<Counts> {
  const before = Date.now()
  console.log('\n── tests')
  const beside = await Promise.all(RUNS.map((projects, index) => run(projects, index === 0)))
  const runs = [...beside, await run(ALONE, false)]
  for (const { output } of runs) process.stdout.write(output)
  // A test's set-up may end the process as if all were well: what was counted decides too.
  const isOk = runs.every(({ status, counts }) => status === 0 && counts.failed === 0)
  console.log(`── tests: ${isOk ? 'ok' : 'FAILED'} (${((Date.now() - before) / 1000).toFixed(0)} s)`)
  if (!isOk) failures.push('tests')
  return {
    passed: runs.reduce((sum, { counts }) => sum + counts.passed, 0),
    failed: runs.reduce((sum, { counts }) => sum + counts.failed, 0),
    faults: runs.flatMap(({ counts }) => counts.faults),
  }
}

async function run(projects: string[], isShown: boolean) {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-results-'))
  const file = path.join(directory, 'results.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const which = projects.flatMap((project) => ['--project', project])
  const { status, output } = await collected('vitest', ['run', ...which, ...reporters], isShown)
  const counts = countsIn(file)
  rmSync(directory, { recursive: true, force: true })
  return { status, counts, output }
}

/** The JSON reporter's file, as far as it is read here. */
interface Results {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function countsIn(file: string): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, faults: ['a run ended before it wrote its results'] }
  const results: Results = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numFailedTestSuites * Number(results.numFailedTests === 0),
    faults: results.testResults.flatMap(faultsOf),
  }
}

function faultsOf({ name, status, message, assertionResults }: Results['testResults'][number]): string[] {
  const file = path.relative('.', name)
  const tests = assertionResults
    .filter((one) => one.status === 'failed')
    .map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${beginningOf(failureMessages.join('\n'))}`)
  return tests.length === 0 && status === 'failed' ? [`${file}\n${beginningOf(message)}`] : tests
}

const beginningOf = (text: string) => text.split('\n').slice(0, 15).join('\n')

const browser = await chromiumPath().catch((error: Error) => error)
if (browser instanceof Error) {
  console.error(browser.message)
  failures.push('a browser')
}
const isGenerated = await step('generate', 'npm', ['run', '--silent', 'generate'])
await Promise.all([
  step('lint', 'npm', ['run', '--silent', 'lint']),
  ...(isGenerated ? [step('types', 'npm', ['run', '--silent', 'typecheck'])] : []),
])
// Once, before each of the runs would begin to. Not beside the types: it generates the client anew.
await buildOnce().catch((error: Error) => {
  console.error(error.message)
  failures.push('build')
})
const counts = await runTests()

// At the end, because a log is often kept from its end only.
for (const fault of counts.faults) console.log(`\n✗ ${fault}`)
if (failures.length > 0) console.log(`\nNot ok: ${failures.join(', ')}`)
console.log(`\nAll of it took ${((Date.now() - started) / 1000).toFixed(0)} s`)
// A lint or type error is a failure too, though no test counts it.
const failed = Math.max(counts.failed, failures.length > 0 ? 1 : 0)
console.log(`${counts.passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
