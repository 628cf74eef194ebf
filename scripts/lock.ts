/**
 * Takes out of package-lock.json what the dependencies say about engines: `npm run lock`, after a dependency was added.
 *
 * npm compares that with the Node that it runs on itself, which runs nothing of Kept (Node 24 comes with the
 * dependencies). On an older one a first `npm ci` would begin with 200 lines of warnings, in which nobody sees one that
 * matters, and would leave out optional packages without a word.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'package-lock.json'

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
for (const [name, entry] of Object.entries<{ engines?: unknown }>(lock.packages)) {
  if (name !== '') delete entry.engines
}
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
