import type { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { type Register, register } from '../model.ts'
import { insertPurposes } from './purposes-store.ts'

export interface Draft {
  register: Register
  /** The number of saves, from 1. */
  revision: number
  updatedAt: Date
  /** Shopify's id of the member of staff who saved last. */
  updatedBy: string
}

/** `publishing` until the shop shows it; `unpublished` when that failed and the shop was restored. */
const VERSION_STATES = ['publishing', 'published', 'unpublished'] as const
type VersionState = (typeof VERSION_STATES)[number]

export interface VersionSummary {
  number: number
  /** SHA-256 of the content's canonical JSON, 64 hex digits. */
  hash: string
  /** Shopify's id of the member of staff who published it. */
  author: string
  createdAt: Date
  state: VersionState
  publishedAt: Date | null
}

export interface RegisterVersion extends VersionSummary {
  register: Register
}

const json = (content: Register): Prisma.InputJsonValue => content as unknown as Prisma.InputJsonValue

/** The draft of staff; null when the shop has no register yet. */
export async function readDraft(tx: ShopTransaction): Promise<Draft | null> {
  const row = await tx.registerDraft.findUnique({ where: { shop: tx.shop } })
  if (!row) return null
  const { content, revision, updatedAt, updatedBy } = row
  return { register: register.parse(content), revision, updatedAt, updatedBy }
}

/** Every writer of the draft takes this lock. `$1`: the shop. */
export const LOCK_DRAFT = `SELECT pg_advisory_xact_lock(hashtextextended('register_draft:' || $1, 0))`

/**
 * Locks the draft: another save or publication waits until this transaction ends. Returns the draft's revision, if
 * there is one.
 */
export async function lockRevision(tx: ShopTransaction): Promise<number | null> {
  await tx.$executeRawUnsafe(LOCK_DRAFT, tx.shop)
  const row = await tx.registerDraft.findUnique({ where: { shop: tx.shop }, select: { revision: true } })
  return row?.revision ?? null
}

/** Reads the draft under the same lock. */
export async function lockDraft(tx: ShopTransaction): Promise<Draft | null> {
  return (await lockRevision(tx)) === null ? null : readDraft(tx)
}

export interface Saving {
  register: Register
  updatedAt: Date
  updatedBy: string
}

/** Saves over what `lockDraft` read in the same transaction. Returns the new revision. */
export async function writeDraft(tx: ShopTransaction, { register, ...saved }: Saving): Promise<number> {
  const content = json(register)
  const { revision } = await tx.registerDraft.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, content, revision: 1, ...saved },
    update: { content, revision: { increment: 1 }, ...saved },
    select: { revision: true },
  })
  return revision
}

/** Copies the draft into a new version with the next number, in state `publishing`. `hash`: its content hash. */
export async function insertVersion(
  tx: ShopTransaction,
  added: { hash: string; author: string; createdAt: Date },
): Promise<VersionSummary> {
  const newest = await tx.registerVersion.aggregate({ _max: { number: true } })
  const number = (newest._max.number ?? 0) + 1
  const inserted = await tx.$executeRaw`
    INSERT INTO register_versions (shop, number, content, hash, author, created_at, state)
    SELECT shop, ${number}::int, content, ${added.hash}, ${added.author}, ${added.createdAt}, 'publishing'
    FROM register_drafts WHERE shop = ${tx.shop}`
  if (inserted === 0) throw new Error('There is no draft to make a version of')
  await insertPurposes(tx, number)
  return { ...added, number, state: 'publishing', publishedAt: null }
}

const SUMMARY = {
  number: true,
  hash: true,
  author: true,
  createdAt: true,
  state: true,
  publishedAt: true,
} satisfies Prisma.RegisterVersionSelect

function summaryOf(row: Prisma.RegisterVersionGetPayload<{ select: typeof SUMMARY }>): VersionSummary {
  const { number, hash, author, createdAt, publishedAt } = row
  const state = VERSION_STATES.find((each) => each === row.state)
  if (!state) throw new Error(`A register version is in a state that Kept does not know: ${row.state}`)
  return { number, hash, author, createdAt, publishedAt, state }
}

async function find(tx: ShopTransaction, where: Prisma.RegisterVersionWhereInput): Promise<RegisterVersion | null> {
  const row = await tx.registerVersion.findFirst({ where, orderBy: { number: 'desc' } })
  return row && { ...summaryOf(row), register: register.parse(row.content) }
}

/** The newest published version; null before the first. */
export const versionInForce = (tx: ShopTransaction) => find(tx, { state: 'published' })

/** Without the register, which may be large. */
export async function summaryInForce(tx: ShopTransaction): Promise<VersionSummary | null> {
  const row = await tx.registerVersion.findFirst({
    where: { state: 'published' },
    select: SUMMARY,
    orderBy: { number: 'desc' },
  })
  return row && summaryOf(row)
}

/** Where the shop is, as the version in force says, else the draft; null when neither does. */
export async function controllerCountry(tx: ShopTransaction): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ country: string | null }[]>`
    SELECT coalesce(
      (SELECT content #>> '{controller,country}' FROM register_versions
       WHERE shop = ${tx.shop} AND state = 'published' ORDER BY number DESC LIMIT 1),
      (SELECT content #>> '{controller,country}' FROM register_drafts WHERE shop = ${tx.shop})) AS country`
  return row?.country ?? null
}

/** Who signs what the shop writes to people, and in which language; of the version in force, else of the draft. */
export interface ControllerSignature {
  name: string | null
  email: string | null
  authority: { name: string; url: string } | null
  /** The register's own language. */
  language: string | null
}

export async function controllerSignature(tx: ShopTransaction): Promise<ControllerSignature> {
  const [row] = await tx.$queryRaw<ControllerSignature[]>`
    SELECT content #>> '{controller,name}' AS name,
      coalesce(content #>> '{controller,dpoEmail}', content #>> '{controller,email}') AS email,
      nullif(content #> '{controller,supervisoryAuthority}', 'null') AS authority,
      content #>> '{languages,default}' AS language
    FROM (
      SELECT content, 0 AS place, number FROM register_versions WHERE shop = ${tx.shop} AND state = 'published'
      UNION ALL SELECT content, 1, 0 FROM register_drafts WHERE shop = ${tx.shop}
    ) AS registers ORDER BY place, number DESC LIMIT 1`
  return row ?? { name: null, email: null, authority: null, language: null }
}

const declaredCategories = z.array(
  z.object({ adminFields: z.array(z.string()).default([]), exportable: z.boolean().default(true) }),
)

/** Which fields of Shopify's each data category covers, of the version in force, else of the draft. */
export async function declaredFields(tx: ShopTransaction): Promise<z.infer<typeof declaredCategories>> {
  const [row] = await tx.$queryRaw<{ categories: unknown }[]>`
    SELECT coalesce(
      (SELECT content->'dataCategories' FROM register_versions
       WHERE shop = ${tx.shop} AND state = 'published' ORDER BY number DESC LIMIT 1),
      (SELECT content->'dataCategories' FROM register_drafts WHERE shop = ${tx.shop}), '[]'::jsonb) AS categories`
  return declaredCategories.parse(row?.categories ?? [])
}

/** What strangers may ask often, read without the register around it. */
export interface PrivacyContact {
  /** Whom people write to about their data, where the register names an address. */
  email: string | null
  usVisitors: boolean
}

/** Of the version in force; null before the first. */
export async function privacyContact(tx: ShopTransaction): Promise<PrivacyContact | null> {
  const [row] = await tx.$queryRaw<PrivacyContact[]>`
    SELECT coalesce(content->'controller'->>'dpoEmail', content->'controller'->>'email') AS email,
      coalesce((content->'cookies'->>'usVisitors')::boolean, false) AS "usVisitors"
    FROM register_versions WHERE shop = ${tx.shop} AND state = 'published' ORDER BY number DESC LIMIT 1`
  return row ?? null
}

/** How people prove who they are, as the version in force says; null before the first. */
export async function identityMethodsInForce(tx: ShopTransaction): Promise<string[] | null> {
  const [row] = await tx.$queryRaw<{ methods: string[] }[]>`
    SELECT coalesce(content->'rightsChannel'->'identityMethods', '[]'::jsonb) AS methods
    FROM register_versions WHERE shop = ${tx.shop} AND state = 'published' ORDER BY number DESC LIMIT 1`
  return row ? row.methods : null
}

export const findVersion = (tx: ShopTransaction, number: number) => find(tx, { number })

/** Without the register, which may be large. */
export async function findSummary(tx: ShopTransaction, number: number): Promise<VersionSummary | null> {
  const row = await tx.registerVersion.findFirst({ where: { number }, select: SUMMARY })
  return row && summaryOf(row)
}

/** Whether a version is being published. */
export const versionBeingPublished = async (tx: ShopTransaction): Promise<boolean> =>
  (await tx.registerVersion.findFirst({ where: { state: 'publishing' }, select: { number: true } })) !== null

/** At most `size` versions before number `before`, newest first. */
export async function listVersions(
  tx: ShopTransaction,
  { size, before }: { size: number; before: number | null },
): Promise<VersionSummary[]> {
  const rows = await tx.registerVersion.findMany({
    where: before === null ? {} : { number: { lt: before } },
    select: SUMMARY,
    orderBy: { number: 'desc' },
    take: size,
  })
  return rows.map(summaryOf)
}

/** A version with its register as JSON text, which a thread parses, so that other requests do not wait. */
export interface KeptVersion {
  number: number
  createdAt: Date
  content: string
}

/** Null when it does not exist. */
export async function keptVersion(tx: ShopTransaction, number: number): Promise<KeptVersion | null> {
  const [row] = await tx.$queryRaw<{ createdAt: Date; content: string }[]>`
    SELECT created_at AS "createdAt", content::text AS content
    FROM register_versions WHERE shop = ${tx.shop} AND number = ${number}`
  return row ? { number, ...row } : null
}

/** The number of the version that customers could read before this one; null for the first. */
export async function publishedBefore(tx: ShopTransaction, number: number): Promise<number | null> {
  const newest = await tx.registerVersion.aggregate({
    _max: { number: true },
    where: { number: { lt: number }, state: 'published' },
  })
  return newest._max.number
}

export interface KeptDraft {
  revision: number
  content: string
}

/** The draft as JSON text; null when the shop has no register yet. */
export async function keptDraft(tx: ShopTransaction): Promise<KeptDraft | null> {
  const [row] = await tx.$queryRaw<KeptDraft[]>`
    SELECT revision, content::text AS content FROM register_drafts WHERE shop = ${tx.shop}`
  return row ?? null
}

/** Parses the JSON text of a stored register. */
export const registerIn = (content: string): Register => register.parse(JSON.parse(content))

/** Stores how the publication of a version ended. Running it again changes nothing. */
export async function settleVersion(
  tx: ShopTransaction,
  number: number,
  settled: { state: 'published'; at: Date } | { state: 'unpublished' },
): Promise<void> {
  await tx.registerVersion.updateMany({
    where: { number, state: 'publishing' },
    data: { state: settled.state, publishedAt: settled.state === 'published' ? settled.at : null },
  })
}
