import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const SOURCES = [
  'app/**/*.{ts,tsx,json,css}',
  'prisma/schema.prisma',
  'package-lock.json',
  'vite.config.ts',
  'scripts/bundle/*.ts',
]
const STAMP = 'build/.built-from'

/** Builds the app for production, unless `build/` is already what these sources give. */
export async function buildOnce(): Promise<void> {
  const sources = hashOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return
  const run = promisify(execFile)
  try {
    const env = { ...process.env, NODE_ENV: 'production' } as const
    await run('prisma', ['generate'], { env })
    await run('remix', ['vite:build', '--logLevel', 'error'], { env })
  } catch (error) {
    const output = error as { stdout?: string; stderr?: string }
    throw new Error(`The app could not be built:\n${output.stdout ?? ''}${output.stderr ?? String(error)}`)
  }
  mkdirSync(path.dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, sources)
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { exclude: ['app/shopify/generated/**'] })).toSorted()
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}
