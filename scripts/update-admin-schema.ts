/**
 * Takes Shopify's Admin API schema for the version Kept is written against out of the npm package that ships it,
 * drops the prose, and leaves the facts with their licence in `schema/`. Run by hand when the API version moves:
 * the package costs 366 MB to depend on, the file it is wanted for 0.3 MB.
 *
 *   npm run update:admin-schema
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

const PACKAGE = '@shopify/dev-mcp@1.16.0'
const INTEGRITY = 'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw=='
const API_VERSION = '2026-07'

const work = mkdtempSync(path.join(tmpdir(), 'kept-schema-'))
try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', PACKAGE, '--json', '--pack-destination', work], { encoding: 'utf8' }),
  ) as { filename: string }[]
  if (!packed) throw new Error(`npm packed nothing for ${PACKAGE}`)
  const archive = path.join(work, packed.filename)
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (found !== INTEGRITY) throw new Error(`${PACKAGE} is not the archive that was reviewed: ${found}`)
  execFileSync('tar', ['xzf', archive, '-C', work])

  const source = path.join(work, 'package', 'dist', 'data', `admin_${API_VERSION}.json.gz`)
  const { data, offline_scopes } = JSON.parse(gunzipSync(readFileSync(source)).toString('utf8'))
  // Introspection allows a description to be null everywhere; the scopes are what the stand-in denies access by.
  const withoutProse = JSON.stringify({ data, offline_scopes }, (key, value) =>
    key === 'description' && (typeof value === 'string' || value === null) ? undefined : value,
  )
  writeFileSync(`schema/admin-${API_VERSION}.json.gz`, gzipSync(withoutProse, { level: 9 }))
  writeFileSync('schema/LICENSE', readFileSync(path.join(work, 'package', 'LICENSE')))
} finally {
  rmSync(work, { recursive: true, force: true })
}
