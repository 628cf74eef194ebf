/**
 * Kept with everything a person needs to try it, on this machine and without a Shopify account.
 *
 *   npm run demo              start, or go on where the last one stopped
 *   npm run demo -- --reset   start over
 *   npm run demo -- --verbose show what the app's processes say
 */
import { parseArgs } from 'node:util'
import { beginHistory, makeHistory } from './history/make.ts'
import { lockDirectory } from './local/lock.ts'
import { onceNpmIsGone } from './local/npm.ts'
import { removeStack, type Stack, startStack } from './local/stack.ts'

const LOCK_DIRECTORY = '.data'
const DIRECTORY = '.data/demo'
const FIRST_PORT = 4000

const say = (text: string) => process.stdout.write(`${text}\n`)
// Whoever read it may be gone before what it started is stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

let unlock: (() => void) | undefined
/** What was made of the past, on the first start. */
let made: string | undefined
let starting: Promise<Stack> | undefined
const stopping = new AbortController()

async function stop(code: number): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  say('\nStopping …')
  // While it still starts, it gives up and stops by itself what it has begun.
  const stack = await starting?.catch(() => undefined)
  await stack?.stop()
  unlock?.()
  say('Stopped. The data is kept; `npm run demo -- --reset` starts over.')
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
onceNpmIsGone(() => void stop(0))

const started = Date.now()
try {
  const { values } = parseArgs({ options: { reset: { type: 'boolean' }, verbose: { type: 'boolean' } } })
  unlock = lockDirectory(LOCK_DIRECTORY)
  if (values.reset) await removeStack(DIRECTORY)
  const history = await beginHistory(DIRECTORY)
  say('Starting Kept: PostgreSQL, the app, a worker and a stand-in for Shopify …')
  if (history === 'to_make') say('The first time, 18 months of the demo shop are made meanwhile.')
  starting = startStack({
    directory: DIRECTORY,
    firstPort: FIRST_PORT,
    signal: stopping.signal,
    ...(history === 'to_make' && {
      prepare: async (begun) => {
        made = await makeHistory(DIRECTORY, begun)
      },
    }),
    onOutput: (text) => {
      if (values.verbose || /"level":(40|50|60)|Error/.test(text)) process.stdout.write(text)
    },
    onUnexpectedEnd: (name, code) => {
      say(`${name} ended by itself (exit ${code}). Run \`npm run demo -- --verbose\` to see why.`)
      void stop(1)
    },
  })
  const { urls, shops } = await starting
  const [livedIn, fresh] = shops
  if (!stopping.signal.aborted) {
    say(`
Kept is ready (${((Date.now() - started) / 1000).toFixed(1)} s).${made ? ` Made: ${made}.` : ''}

${livedIn?.name}, a tea room in France, ${history === 'without' ? 'as you left it (--reset gives it a past)' : 'has used Kept for 18 months'}:
  Admin        ${livedIn?.admin}
  Storefront   ${livedIn?.storefront}

${fresh?.name}, a pottery in Germany, has just installed it, to be set up from nothing:
  Admin        ${fresh?.admin}
  Storefront   ${fresh?.storefront}

Mail of both:
  Mail         ${urls.mail}

Ctrl-C stops everything it started and keeps the data.`)
  }
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    unlock?.()
    process.exit(1)
  }
}
