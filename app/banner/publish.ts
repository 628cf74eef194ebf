import { clock } from '../platform/clock.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import type { ShopJob } from '../platform/define-queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { versionInForce } from '../register/index.ts'
import type { AdminApi } from '../shopify/admin.ts'
import { type AppDatum, type Installation, readInstallation, writeAppData } from '../shopify/app-data.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
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
 * Publishes a banner for a storefront that has none. If an older release of Kept rendered the present one, it is
 * published again, so that Kept also keeps what shoppers have seen since. Running it again changes nothing.
 */
export async function publishFirstBanner(shop: ShopDomain, admin: AdminApi, installation: Installation): Promise<void> {
  if (installation.banner === null) return publishBanner(shop, admin, INTERACTIVE)
  await forShop(shop, async (tx) => {
    const { hash } = await readPublication(tx)
    if (hash !== null && (await isRenderedByOtherFiles(tx, hash))) await enqueueBannerPublication(tx)
  })
}

/**
 * Publishes the banner of the published register and the saved settings. It may run twice, at once, or be killed
 * anywhere: it composes the configuration anew each time, and Shopify refuses a write that is based on an older read.
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
  // Rendered before the storefront can show it, so that every banner that a decision names can be shown again.
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

/** Composes and stores the configuration. Null when none is possible; staff are then told why. */
async function composeAndStore(tx: ShopTransaction, locales: readonly string[]): Promise<ComposedBanner | null> {
  const before = await lockDisclosure(tx)
  const version = await versionInForce(tx)
  const { settings, revision } = await readSettings(tx)
  const register = version && { number: version.number, content: version.register }
  const proxyPath = await proxyPathOf(tx)
  const composed = composeConfig({ register, settings, locales, before, proxyPath })
  if (!composed.ok) {
    await noteProblem(tx, composed.problem, clock.now())
    return null
  }
  const { config, disclosure } = composed
  const at = clock.now()
  await storeVersion(tx, { config, disclosure, at })
  return { config, at, registerVersion: config.register, settingsRevision: revision }
}

/** The version of the storefront's configuration; undefined when it cannot be parsed. */
function versionOf(banner: string | null): unknown {
  try {
    return banner === null ? undefined : Object(JSON.parse(banner)).version
  } catch {
    return undefined
  }
}

/** Works one publication job. A shop that removed the app gets its banner when it opens the app again. */
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

/** Called after the last attempt failed: staff see it, and can publish again. */
export async function notePublicationGivenUp({ shop }: ShopJob): Promise<void> {
  await noteFailure(shop, 'given_up')
}
