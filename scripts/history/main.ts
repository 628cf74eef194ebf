/**
 * Makes the history of the demo's tea room, as a process of its own with the app's settings: its clock is in the past.
 * scripts/demo.ts starts it before there is a worker, on a new database.
 */
import { once } from 'node:events'
import { z } from 'zod'
import { openVault } from '../../app/encryption-keys.ts'
import { config } from '../../app/platform/config.ts'
import { pool, prisma } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { stopThreads } from '../../app/platform/threads.ts'
import { live } from './live.ts'

const settings = z
  .object({
    STAND_IN_SHOP_URL: z.url(),
    HISTORY_SHOP: shopDomain,
    HISTORY_SETTINGS_URL: z.url(),
    HISTORY_DAYS: z.coerce.number().int().positive(),
    HISTORY_CHOICES: z.coerce.number().int().positive(),
  })
  .parse(process.env)

// The app is loaded while the database is made.
process.channel?.ref()
await once(process, 'message')
process.channel?.unref()
await openVault()
const { decisions } = await live({
  shop: settings.HISTORY_SHOP,
  standIn: { api: settings.STAND_IN_SHOP_URL, settings: settings.HISTORY_SETTINGS_URL },
  app: { apiKey: config.SHOPIFY_API_KEY, secret: config.SHOPIFY_API_SECRET, url: config.SHOPIFY_APP_URL },
  days: settings.HISTORY_DAYS,
  choices: settings.HISTORY_CHOICES,
})
await stopThreads()
await prisma.$disconnect()
await pool.end()
process.stdout.write(`${decisions} decisions\n`)
