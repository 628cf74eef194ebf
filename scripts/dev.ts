/**
 * The development server that Shopify CLI starts (`npm run dev`): the same process as in production, with Vite in
 * front of it for the browser's files and fresh code for every page. Doors and jobs are loaded once: restart for those.
 * Without a DATABASE_URL it brings its own PostgreSQL, in .data/dev.
 */
import { createServer } from 'vite'
import { appLoginAt } from './local/app-login.ts'
import { startEmbeddedPostgres } from './local/embedded-postgres.ts'
import { freePort } from './local/free-port.ts'
import { onceNpmIsGone } from './local/npm.ts'
import { localEncryptionKey } from './local/secrets.ts'
import { migrate } from './migrate.ts'

const DIRECTORY = '.data/dev'

// Shopify CLI gives the tunnel's URL as HOST, which elsewhere means the address to listen on.
if (process.env.HOST?.startsWith('http')) {
  process.env.SHOPIFY_APP_URL ??= process.env.HOST
  delete process.env.HOST
}
// The app ends in order on SIGTERM; it is asked to when the terminal or npm goes away.
process.once('SIGHUP', () => process.kill(process.pid, 'SIGTERM'))
onceNpmIsGone(() => process.kill(process.pid, 'SIGTERM'))
process.env.NODE_ENV = 'development'
process.env.ENCRYPTION_KEY ??= localEncryptionKey(DIRECTORY)
if (!process.env.DATABASE_URL) {
  // Stopped by itself once this process has ended, and so after the app, which finishes on a signal what it is doing.
  const postgres = await startEmbeddedPostgres({ directory: `${DIRECTORY}/postgres`, port: await freePort() })
  process.env.DATABASE_OWNER_URL = postgres.url
  process.env.DATABASE_URL = appLoginAt(postgres.url)
}
const { DATABASE_OWNER_URL: owner, DATABASE_URL: app } = process.env
await migrate(owner ?? app, owner && app)

const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
const freshBuild = () => vite.ssrLoadModule('virtual:remix/server-build')
const build = await freshBuild()
await build.entry.module.serve(build, { middleware: vite.middlewares, freshBuild })
