import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startNode } from './processes.ts'

const SOURCES = [
  'app/**/*.{ts,tsx,json,css}',
  'prisma/schema.prisma',
  'package-lock.json',
  'vite.config.ts',
  'scripts/bundle/*.ts',
]
const STAMP = 'build/.built-from'
/** Only a generated client has it. `npm ci` removes it, and leaves the build. */
const CLIENT = 'node_modules/.prisma/client/schema.prisma'

/**
 * Builds the app for production, unless `build/` is already what these sources give.
 *
 * @param signal gives up: what was begun is stopped
 * @param onGenerated the app's sources can be run as they are: what they import was generated
 */
export async function buildOnce(signal?: AbortSignal, onGenerated: () => void = () => undefined): Promise<void> {
  const sources = hashOfSources()
  if (existsSync(CLIENT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return onGenerated()
  // A build that is broken off is none.
  rmSync(STAMP, { force: true })
  await run(['node_modules/.bin/prisma', 'generate'], signal)
  onGenerated()
  await run(['node_modules/.bin/remix', 'vite:build', '--logLevel', 'error'], signal)
  mkdirSync(path.dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, sources)
}

async function run(args: string[], signal: AbortSignal | undefined): Promise<void> {
  const child = startNode(args, { ...process.env, NODE_ENV: 'production' }, { signal })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The app could not be built:\n${output}`)
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { exclude: ['app/shopify/generated/**'] })).toSorted()
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}
