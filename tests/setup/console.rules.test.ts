import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import config from '../../vitest.config.ts'

const results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
    }),
  ),
})

/** Runs the tests beside this one that are written to fail. */
async function runLoud() {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-loud-'))
  const file = path.join(directory, 'results.json')
  const args = ['run', '--config', 'tests/setup/loud/vitest.config.ts', '--reporter=json', `--outputFile=${file}`]
  await promisify(execFile)('vitest', args).catch(() => 'as they must')
  const read = results.parse(JSON.parse(readFileSync(file, 'utf8')))
  rmSync(directory, { recursive: true })
  return read.testResults
}

test('a forgotten line on the console fails the test that writes it, or its file', async () => {
  const testResults = await runLoud()
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  expect(Object.fromEntries(tests.map(({ title, status }) => [title, status]))).toEqual({
    logs: 'failed',
    'warns, through a method that only formats': 'failed',
    'writes to the stream': 'failed',
    'is silent': 'passed',
    'is silent in a file that is not': 'passed',
  })
  expect(testResults.map(({ status }) => status)).toEqual(['failed', 'failed'])
})

test('no project of tests goes without the rule', () => {
  for (const project of config.test?.projects ?? []) {
    expect(project).toMatchObject({ test: { setupFiles: expect.arrayContaining(['tests/setup/console.ts']) } })
  }
})
