/**
 * Makes the pictures of README anew: `npm run screenshots`. The browser tests take them as they look at the pages, so
 * a picture shows what passes.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const TAKEN = 'test-results/pictures'
const SHOWN = 'docs/screenshots'

const names = [...readFileSync('README.md', 'utf8').matchAll(/docs\/screenshots\/([\w-]+\.png)/g)].map(
  ([, name]) => name,
)
const { status } = spawnSync('vitest', ['run', '--project', 'demo'], { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)

mkdirSync(SHOWN, { recursive: true })
for (const name of new Set(names)) {
  if (name) copyFileSync(path.join(TAKEN, name), path.join(SHOWN, name))
}
console.log(`${names.length} pictures are in ${SHOWN}`)
