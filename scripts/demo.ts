/**
 * Kept with everything a person needs to try it, on this machine and without a Shopify account.
 *
 *   npm run demo              start, or go on where the last one stopped
 *   npm run demo -- --reset   start over
 *   npm run demo -- --verbose show what the app's processes say
 */
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lockDirectory } from './local/lock.ts'
import { type Stack, startStack } from './local/stack.ts'

const LOCK_DIRECTORY = '.data'
const DIRECTORY = '.data/demo'
const FIRST_PORT = 4000

const { values } = parseArgs({ options: { reset: { type: 'boolean' }, verbose: { type: 'boolean' } } })
const say = (text: string) => process.stdout.write(`${text}\n`)

let unlock: () => void
try {
  unlock = lockDirectory(LOCK_DIRECTORY)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
if (values.reset) rmSync(DIRECTORY, { recursive: true, force: true })

let starting: Promise<Stack> | undefined
const stopping = new AbortController()

async function stop(code: number): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  say('\nStopping …')
  // While it still starts, it gives up and stops by itself what it has begun.
  const stack = await starting?.catch(() => undefined)
  await stack?.stop()
  unlock()
  say('Stopped. The data is kept; `npm run demo -- --reset` starts over.')
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

const started = Date.now()
say('Starting Kept: PostgreSQL, the app, a worker and a stand-in for Shopify …')
try {
  starting = startStack({
    directory: DIRECTORY,
    firstPort: FIRST_PORT,
    signal: stopping.signal,
    onOutput: (text) => {
      // Ctrl-C reaches PostgreSQL as well: that the app then loses its connections is no news.
      if (stopping.signal.aborted) return
      if (values.verbose || /"level":(40|50|60)|Error/.test(text)) process.stdout.write(text)
    },
    onUnexpectedEnd: (name, code) => {
      say(`${name} ended by itself (exit ${code}). Run \`npm run demo -- --verbose\` to see why.`)
      void stop(1)
    },
  })
  const { urls } = await starting
  if (!stopping.signal.aborted) {
    say(`
Kept is ready (${((Date.now() - started) / 1000).toFixed(1)} s). The demo shop is a tea room in France.

  Admin        ${urls.admin}
  Storefront   ${urls.storefront}
  Mail         ${urls.mail}

Ctrl-C stops everything it started and keeps the data.`)
  }
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    unlock()
    process.exit(1)
  }
}
