/** Starts the built application. The process itself is app/server.ts, inside the bundle. */
import { loadBuild } from './build.ts'

const build = await loadBuild()
await build.entry.module.serve(build)
