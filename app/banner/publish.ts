import { clock } from '../platform/clock.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import type { ShopJob } from '../platform/define-queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { versionInForce } from '../register/index.ts'
import type { AdminApi } from '../shopify/admin.ts'
import { type AppDatum, type Installation, readInstallation, writeAppData } from '../shopify/app-data.ts'
import { BACKGROUND, INTERACTIVE } from '../shopify/calls.ts'
import { readPolicyOfShop } from '../shopify/policies.ts'
import { backgroundClient } from '../shopify/shop-client.ts'
import { composeConfig } from './configuration/compose.ts'
import type { BannerConfig } from './configuration/config.ts'
import {
  type BannerSource,
  lockDisclosure,
  noteProblem,
  notePublished,
  readPublication,
  storeVersion,
} from './configuration/store.ts'
import { enqueueBannerPublication } from './enqueue.ts'
import { isRenderedByOtherFiles, keepRenderings, renderAllLanguages } from './rendering/keep.ts'
import { policyUrlIn } from './rendering/read.ts'
import { readSettings } from './settings/store.ts'

/**
 * Gives the storefront a banner configuration when it has none yet. One that an older Kept drew is published again, so
 * that what shoppers see since is kept too. Doing it again changes nothing.
 */
export async function publishFirstBanner(shop: ShopDomain, admin: AdminApi, installation: Installation): Promise<void> {
  if (installation.banner === null) return publishBanner(shop, admin, INTERACTIVE)
  await forShop(shop, async (tx) => {
    const { hash } = await readPublication(tx)
    if (hash !== null && (await isRenderedByOtherFiles(tx, hash))) await enqueueBannerPublication(tx)
  })
}

/**
 * Brings the storefront's banner to the published register and the saved settings. May run twice, at once or be killed
 * anywhere: what is in force is worked out anew, and who read before somebody else wrote is refused by Shopify.
 *
 * @throws Error when Shopify does not take it: try again later.
 */
export async function publishBanner(shop: ShopDomain, admin: AdminApi, retryPolicy = BACKGROUND): Promise<void> {
  const installation = await readInstallation(admin, retryPolicy)
  const { url, locales, policy } = await readPolicyOfShop(admin, retryPolicy)
  const context = { shopName: installation.shopName, policyUrl: policy && policyUrlIn(url) }
  const read = locales.map(({ locale }) => locale)
  const made = await forShop(shop, (tx) => composeAndStore(tx, read))
  if (!made) return
  const { config, at, ...madeFrom } = made
  // Before the storefront can show it: a decision never names a banner that cannot be shown again.
  const drawn = await renderAllLanguages(config, read, context)
  await forShop(shop, (tx) => keepRenderings(tx, { hash: config.version, drawn, context, at }))
  if (versionOf(installation.banner) !== config.version) {
    const values: AppDatum[] = [
      { key: 'banner', type: 'json', value: JSON.stringify(config), compareDigest: installation.bannerDigest },
      { key: 'enabled', type: 'boolean', value: 'true' },
    ]
    await writeAppData(admin, installation.id, values, retryPolicy)
  }
  const languages = drawn.map(({ language }) => language)
  await forShop(shop, (tx) => notePublished(tx, { hash: config.version, at: clock.now(), languages, ...madeFrom }))
}

interface ComposedBanner extends BannerSource {
  config: BannerConfig
  at: Date
}

/** The configuration to show, stored; null when there can be none, and then staff are told why. */
async function composeAndStore(tx: ShopTransaction, locales: readonly string[]): Promise<ComposedBanner | null> {
  const before = await lockDisclosure(tx)
  const version = await versionInForce(tx)
  const { settings, revision } = await readSettings(tx)
  const register = version && { number: version.number, content: version.register }
  const composed = composeConfig({ register, settings, locales, before })
  if (!composed.ok) {
    await noteProblem(tx, composed.problem, clock.now())
    return null
  }
  const { config, disclosure } = composed
  const at = clock.now()
  await storeVersion(tx, { config, disclosure, at })
  return { config, at, registerVersion: config.register, settingsRevision: revision }
}

/** The version of the configuration that the storefront has; undefined when it cannot be read. */
function versionOf(banner: string | null): unknown {
  try {
    return banner === null ? undefined : Object(JSON.parse(banner)).version
  } catch {
    return undefined
  }
}

/** Works one publication. A shop that has removed the app gets its banner when it opens it again. */
export async function workPublication({ shop }: ShopJob): Promise<void> {
  const client = await backgroundClient(shop)
  if (client === null) return noteFailure(shop, 'not_installed')
  try {
    await publishBanner(shop, client.admin, client.retryPolicy)
  } catch (error) {
    await noteFailure(shop, 'shopify')
    throw error
  }
}

const noteFailure = (shop: ShopDomain, code: 'not_installed' | 'shopify' | 'given_up') =>
  forShop(shop, (tx) => noteProblem(tx, { code, values: {} }, clock.now()))

/** The last attempt has failed: staff see it, and can ask for another. */
export async function notePublicationGivenUp({ shop }: ShopJob): Promise<void> {
  await noteFailure(shop, 'given_up')
}
