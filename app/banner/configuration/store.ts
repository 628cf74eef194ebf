import { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import { DEFAULT_PROXY_PATH } from '../../shopify/app-proxy/words.ts'
import type { ComposeProblem } from './compose.ts'
import type { BannerConfig } from './config.ts'
import type { DisclosureState } from './disclosure.ts'

/** The versions that the storefront's banner was made from. */
export interface BannerSource {
  /** Null before the first published register. */
  registerVersion: number | null
  settingsRevision: number
}

/** Why the storefront does not show the newest banner. `shopify`: Shopify did not take it, and Kept will try again. */
export type BannerPublicationProblem =
  | ComposeProblem
  | { code: 'shopify' | 'given_up' | 'not_installed'; values: Record<string, never> }

export interface BannerPublication extends BannerSource {
  hash: string | null
  publishedAt: Date | null
  /** The banner's languages among those of the shop, the shop's own first. Decisions name them. */
  languages: string[]
  problem: BannerPublicationProblem | null
  problemAt: Date | null
}

const NEVER_PUBLISHED: BannerPublication = {
  hash: null,
  registerVersion: null,
  settingsRevision: 0,
  publishedAt: null,
  languages: [],
  problem: null,
  problemAt: null,
}

export async function readPublication(tx: ShopTransaction): Promise<BannerPublication> {
  const row = await tx.bannerPublication.findUnique({ where: { shop: tx.shop } })
  if (!row) return NEVER_PUBLISHED
  const { hash, registerVersion, settingsRevision, publishedAt, languages, problem, problemAt } = row
  // Only Kept writes this column, and only with these types.
  return {
    hash,
    registerVersion,
    settingsRevision,
    publishedAt,
    languages,
    problem: problem as BannerPublicationProblem | null,
    problemAt,
  }
}

/** The shop's languages when the banner was published last, the shop's own first; none before. */
export async function publishedLanguages(tx: ShopTransaction): Promise<string[]> {
  const row = await tx.bannerPublication.findUnique({ where: { shop: tx.shop }, select: { languages: true } })
  return row?.languages ?? []
}

/**
 * Reads what visitors were told last and locks it: another publication of this shop's banner waits until the
 * transaction ends.
 */
export async function lockDisclosure(tx: ShopTransaction): Promise<DisclosureState> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('banner_publication:' || ${tx.shop}, 0))`
  const row = await tx.bannerPublication.findUnique({ where: { shop: tx.shop }, select: { disclosure: true } })
  return (row?.disclosure ?? {}) as unknown as DisclosureState
}

const json = (value: object) => value as Prisma.InputJsonObject

/**
 * Stores a configuration before the storefront can show it, so that a decision never names an unknown banner. Storing
 * it again changes nothing.
 */
export async function storeVersion(
  tx: ShopTransaction,
  { config, disclosure, at }: { config: BannerConfig; disclosure: DisclosureState; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO banner_versions (shop, hash, register_version, config, created_at)
    VALUES (${tx.shop}, ${config.version}, ${config.register}, ${JSON.stringify(config)}::jsonb, ${at})
    ON CONFLICT (shop, hash) DO NOTHING`
  await tx.bannerPublication.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, disclosure: json(disclosure) },
    update: { disclosure: json(disclosure) },
  })
}

export async function notePublished(
  tx: ShopTransaction,
  { hash, at, languages, ...madeFrom }: BannerSource & { hash: string; at: Date; languages: string[] },
): Promise<void> {
  const published = { hash, publishedAt: at, languages, problem: Prisma.DbNull, problemAt: null, ...madeFrom }
  await tx.bannerPublication.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, disclosure: {}, ...published },
    update: published,
  })
}

export async function noteProblem(tx: ShopTransaction, problem: BannerPublicationProblem, at: Date): Promise<void> {
  const noted = { problem: json(problem), problemAt: at }
  await tx.bannerPublication.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, disclosure: {}, ...noted },
    update: noted,
  })
}

/** The path of the app proxy to which the storefront sends now; null before the first publication. */
export async function publishedProxyPath(tx: ShopTransaction): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ proxy: string | null }[]>`
    SELECT v.config ->> 'proxy' AS proxy FROM banner_publications p
    JOIN banner_versions v ON v.shop = p.shop AND v.hash = p.hash WHERE p.shop = ${tx.shop}`
  return row ? (row.proxy ?? DEFAULT_PROXY_PATH) : null
}

/** A configuration that the storefront has or had, by the hash that decisions name. */
export async function findBannerVersion(
  tx: ShopTransaction,
  hash: string,
): Promise<{ registerVersion: number | null; config: BannerConfig; createdAt: Date } | null> {
  const row = await tx.bannerVersion.findUnique({ where: { shop_hash: { shop: tx.shop, hash } } })
  if (!row) return null
  const { registerVersion, config, createdAt } = row
  return { registerVersion, config: config as unknown as BannerConfig, createdAt }
}

/** The keys of every purpose that a banner of the shop ever asked for. */
export async function bannerPurposeKeys(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT purpose ->> 'key' AS key
    FROM banner_versions, jsonb_array_elements(config -> 'purposes') AS asked(purpose)
    WHERE shop = ${tx.shop} ORDER BY 1`
  return rows.map(({ key }) => key)
}
