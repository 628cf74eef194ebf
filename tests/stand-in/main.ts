/**
 * The stand-in as a process of its own: `node tests/stand-in/main.ts`. Settings come from the environment, see below.
 * Prints one line of JSON with its addresses, then READY. SIGTERM and SIGINT stop it; the shop is kept.
 */
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startStandIn } from './start.ts'

const port = z.coerce.number().int().min(0).max(65_535)

const environment = z.object({
  STAND_IN_DIRECTORY: z.string().default('.data/stand-in'),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** The origin the app believes it has. By default that of the app front, which then needs a fixed port. */
  SHOPIFY_APP_URL: z.url().optional(),
  SCOPES: z.string().default(''),
  OPTIONAL_SCOPES: z.string().default(''),
  STAND_IN_APP_HOST: z.string().default('127.0.0.1'),
  STAND_IN_APP_PORT: port.default(4004),
  STAND_IN_ADMIN_PORT: port.default(4000),
  STAND_IN_STOREFRONT_PORT: port.default(4001),
  STAND_IN_FRESH_STOREFRONT_PORT: port.default(4009),
  STAND_IN_MAIL_PORT: port.default(4002),
  STAND_IN_FRONT_PORT: port.default(4003),
  STAND_IN_SMTP_PORT: port.default(4007),
  STAND_IN_EXTENSION: z.string().default(fileURLToPath(new URL('../../extensions/consent-banner', import.meta.url))),
})

const read = environment.safeParse(process.env)
if (!read.success) {
  process.stderr.write(`${z.prettifyError(read.error)}\n`)
  process.exit(1)
}
const env = read.data

const standIn = await startStandIn({
  stateDir: env.STAND_IN_DIRECTORY,
  apiKey: env.SHOPIFY_API_KEY,
  apiSecret: env.SHOPIFY_API_SECRET,
  appUrl: env.SHOPIFY_APP_URL ?? `http://localhost:${env.STAND_IN_FRONT_PORT}`,
  appUpstream: { host: env.STAND_IN_APP_HOST, port: env.STAND_IN_APP_PORT },
  scopes: env.SCOPES.split(',').filter(Boolean),
  optionalScopes: env.OPTIONAL_SCOPES.split(',').filter(Boolean),
  ports: {
    admin: env.STAND_IN_ADMIN_PORT,
    storefront: env.STAND_IN_STOREFRONT_PORT,
    freshStorefront: env.STAND_IN_FRESH_STOREFRONT_PORT,
    mail: env.STAND_IN_MAIL_PORT,
    smtp: env.STAND_IN_SMTP_PORT,
    app: env.STAND_IN_FRONT_PORT,
  },
  extensionDir: env.STAND_IN_EXTENSION,
})

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void standIn.close().then(() => process.exit(0))
  })
}
process.stdout.write(`${JSON.stringify(standIn.urls)}\nREADY\n`)
