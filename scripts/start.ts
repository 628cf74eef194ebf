/** Starts the built application (`npm run build` first). The process itself is app/server.ts, inside the bundle. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const bundle = path.resolve('build/server/index.js')
if (!existsSync(bundle)) {
  process.stderr.write('Kept is not built yet. Run: npm run build\n')
  process.exit(1)
}
const build = await import(pathToFileURL(bundle).href)
await build.entry.module.serve(build)
