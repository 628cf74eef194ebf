import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** The built application (`npm run build` first): what runs in production. */
export async function loadBuild() {
  const bundle = path.resolve('build/server/index.js')
  if (!existsSync(bundle)) {
    process.stderr.write('Kept is not built yet. Run: npm run build\n')
    process.exit(1)
  }
  return import(pathToFileURL(bundle).href)
}
