import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Stack, startStack } from '../../scripts/local/stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    urls: Stack['urls']
    stackDatabase: string
  }
}

/** Everything of the demo, thrown away afterwards, for the browser tests. */
export default async function setup(project: TestProject) {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-e2e-'))
  const output: string[] = []
  const broken = new AbortController()
  const stack = await startStack({
    directory,
    temporary: true,
    onOutput: (text) => output.push(text),
    signal: broken.signal,
    onUnexpectedEnd: (name, code) =>
      broken.abort(new Error(`${name} ended with ${code}:\n${output.slice(-30).join('')}`)),
  })
  project.provide('urls', stack.urls)
  project.provide('stackDatabase', stack.databaseUrl)
  return async () => {
    await stack.stop()
    rmSync(directory, { recursive: true, force: true })
    broken.signal.throwIfAborted()
  }
}
