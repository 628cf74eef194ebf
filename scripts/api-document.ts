/**
 * Writes the description of the HTTP API and the client that the tests generate from it: `npm run api-document`, after a
 * schema of the API was changed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { apiFiles } from './api-files.ts'

for (const [file, text] of Object.entries(await apiFiles())) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}
