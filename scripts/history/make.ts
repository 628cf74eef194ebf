/** The demo's side of the history: whether it is made, and the process that makes it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { DEMO_SHOP } from '../../tests/stand-in/shop/seed.ts'
import { startNode } from '../local/processes.ts'
import { type BegunStack, removeStack } from '../local/stack.ts'

/** Eighteen months. */
const DAYS = 548
const CHOICES = 8_000

/** What the process is told. */
const DATABASE_READY = 'database is ready'

const BEGUN = 'begun'
const MADE = 'made'

const stateFile = (directory: string) => path.join(directory, 'history')

/** `without`: data of an earlier Kept, whose demo had no history. */
type HistoryState = 'to_make' | 'made' | 'without'

/**
 * Finds out whether the history has to be made, and notes that it is begun. One that was broken off is begun anew, on a
 * new database: nobody has used that one, because the demo opens only when its history is made.
 */
export async function beginHistory(directory: string): Promise<HistoryState> {
  const isBegun = existsSync(stateFile(directory))
  if (!isBegun && existsSync(directory)) return 'without'
  if (isBegun && readFileSync(stateFile(directory), 'utf8') === MADE) return 'made'
  if (isBegun) await removeStack(directory)
  mkdirSync(directory, { recursive: true })
  writeFileSync(stateFile(directory), BEGUN)
  return 'to_make'
}

/** Makes the history in a process of its own. Gives what that says at its end. */
export async function makeHistory(
  directory: string,
  { env, standIn, databaseUrl, isReady, signal }: BegunStack,
): Promise<string> {
  const said = await run(
    { isReady, signal },
    {
      ...env,
      // Whatever is lost with the machine is made anew.
      PGOPTIONS: '-c synchronous_commit=off',
      HISTORY_SHOP: DEMO_SHOP,
      HISTORY_SETTINGS_URL: standIn.urls.admin.replace(/\/apps\/kept$/, '/settings'),
      HISTORY_DAYS: String(DAYS),
      HISTORY_CHOICES: String(CHOICES),
    },
  )
  await analyse(databaseUrl)
  standIn.state.save()
  writeFileSync(stateFile(directory), MADE)
  return said
}

async function run(
  { isReady, signal }: Pick<BegunStack, 'isReady' | 'signal'>,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = startNode([...MUCH_SHORT_LIVED, 'scripts/history/main.ts'], env, { signal })
  // It loads the app meanwhile. One that has ended says why by its code.
  void isReady.then(() => child.send(DATABASE_READY, () => undefined)).catch(() => undefined)
  const output: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The history of the demo could not be made:\n${output.stdout}${output.stderr}`)
  return output.stdout.trim()
}

/** Collecting garbage seldom makes a process faster that makes much and keeps little. */
const MUCH_SHORT_LIVED = ['--max-semi-space-size=64']

/** The first commit that waits for the disk: with it all before it is kept. */
async function analyse(databaseUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    await owner.query('ANALYZE')
  } finally {
    await owner.end()
  }
}
