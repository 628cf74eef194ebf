import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '@prisma/client'
import pg from 'pg'
import { config } from './config.ts'
import { log } from './log.ts'
import type { ShopDomain } from './shop-domain.ts'

/** The role the application works as: row-level security holds for it whatever the login may do (see tenant_fence). */
const APP_ROLE = 'kept_app'

export const pool = new pg.Pool({
  connectionString: config.DATABASE_URL,
  max: config.DATABASE_POOL,
  connectionTimeoutMillis: 3_000,
  options: `-c role=${APP_ROLE}`,
})
pool.on('error', (err) => log.error({ err }, 'an idle database connection was lost'))

/** Sees no tenant's rows. For what has no tenant: sessions and receipts of redaction. */
export const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })

/**
 * Every table with a tenant's rows, in the order in which they can be emptied: what refers to others first. A test
 * holds it against the database.
 */
export const TENANT_TABLES: readonly string[] = [
  // First of all: who stores something for the shop holds on to it, and nobody does any more when it is gone.
  'installations',
  'subject_identifiers',
  'data_subject_requests',
  'subjects',
  'remembered_erasures',
  'merged_customers',
  'marketing_write_backs',
  'marketing_heard',
  'consent_staff_entries',
  'consent_events',
  'consent_erasures',
  'consent_ledgers',
  // After the ledger's own row, which whoever seals holds on to.
  'consent_seals',
  'consent_signing_keys',
  'consent_acceptance',
  'consent_acceptance_reach',
  'banner_publications',
  'banner_renderings',
  'banner_versions',
  'banner_settings',
  'storefront_check_phases',
  'storefront_checks',
  'policy_pages',
  'policy_publications',
  'register_edits',
  'seen_trackers',
  'register_drafts',
  'register_versions',
  'access_log',
  'inbox_messages',
]

const TENANT_MODELS = new Set<string>(
  Prisma.dmmf.datamodel.models
    .filter((model) => TENANT_TABLES.includes(model.dbName ?? model.name))
    .map((model) => model.name),
)

type Filter = Record<string, unknown>

const WITH_WHERE = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'delete',
  'deleteMany',
  'count',
  'aggregate',
  'groupBy',
  'upsert',
])
const WITH_DATA = new Set(['create', 'createMany', 'createManyAndReturn'])

/** Adds the shop to what a query filters by and writes, so that a store cannot leave it out. */
function fence(operation: string, args: Filter, shop: ShopDomain): Filter {
  const fenced = { ...args }
  if (WITH_WHERE.has(operation)) fenced.where = { ...(args.where as Filter | undefined), shop }
  if (WITH_DATA.has(operation)) {
    fenced.data = Array.isArray(args.data)
      ? args.data.map((row: Filter) => ({ ...row, shop }))
      : { ...(args.data as Filter), shop }
  }
  if (operation === 'upsert') fenced.create = { ...(args.create as Filter), shop }
  return fenced
}

function fencedClient(shop: ShopDomain) {
  return prisma.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(TENANT_MODELS.has(model) ? fence(operation, args as Filter, shop) : args),
      },
    },
  })
}

type FencedClient = ReturnType<typeof fencedClient>

/** A transaction that sees one shop's rows and no other's. What every store function takes. */
export type ShopTransaction = Omit<
  FencedClient,
  '$extends' | '$transaction' | '$disconnect' | '$connect' | '$on' | '$use'
> & { readonly shop: ShopDomain }

/**
 * Runs `work` in one transaction fenced to `shop`: the client adds the shop to every query, and PostgreSQL hides every
 * other shop's rows from whatever SQL runs inside.
 */
export function forShop<T>(shop: ShopDomain, work: (tx: ShopTransaction) => Promise<T>): Promise<T> {
  return fencedClient(shop).$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('kept.shop', ${shop}, true)`
      return work(Object.assign(tx, { shop }) as ShopTransaction)
    },
    { timeout: 20_000, maxWait: 5_000 },
  )
}
