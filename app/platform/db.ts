import { Prisma, PrismaClient } from '@prisma/client'
import { msLeft } from './deadline.ts'
import { LOGIN_FACTS, type LoginFacts } from './login.ts'
import { pool, settingsOf } from './pool.ts'
import { PrismaOnPool } from './prisma-adapter.ts'
import type { ShopDomain } from './shop-domain.ts'

export { pool }

/** Reads the facts about the login of DATABASE_URL. */
export async function readLogin(): Promise<LoginFacts> {
  const { rows } = await pool.query<LoginFacts>(LOGIN_FACTS, [null])
  const [facts] = rows
  if (!facts) throw new Error('The database does not know the login that is connected to it')
  return facts
}

/** Sees no tenant's rows. For data without a tenant: receipts of redaction, and database functions. */
export const prisma = new PrismaClient({ adapter: new PrismaOnPool(pool) })

/** The models whose rows belong to a shop. */
const TENANT_MODELS = new Set<string>(
  Prisma.dmmf.datamodel.models
    .filter(({ fields }) => fields.some(({ name }) => name === 'shop'))
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

/**
 * Adds the shop to a query's filter and data, so that a store cannot forget it.
 *
 * @throws Error for an operation that this function does not know, because nobody has decided where its shop belongs
 */
function fence(operation: string, args: Filter, shop: ShopDomain): Filter {
  if (!WITH_WHERE.has(operation) && !WITH_DATA.has(operation))
    throw new Error(`The fence around a shop does not know the operation ${operation}`)
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

/** An operation of any model. With so many models, Prisma's own type of it is too large for the compiler. */
interface Operation {
  model: string
  operation: string
  args: unknown
  query(args: unknown): Promise<unknown>
}

function fencedClient(shop: ShopDomain) {
  const $allOperations = ({ model, operation, args, query }: Operation) =>
    query(TENANT_MODELS.has(model) ? fence(operation, args as Filter, shop) : args)
  return prisma.$extends({ query: { $allModels: { $allOperations } } })
}

type FencedClient = ReturnType<typeof fencedClient>

/** A transaction that sees only one shop's rows. Every store function takes one. */
export type ShopTransaction = Omit<
  FencedClient,
  '$extends' | '$transaction' | '$disconnect' | '$connect' | '$on' | '$use'
> & { readonly shop: ShopDomain }

/** Milliseconds for a transaction and for each of its statements. */
const TRANSACTION_MS = 20_000
/** Milliseconds to begin a transaction: longer than the pool waits before it reports that no connection is free. */
const BEGIN_MS = 5_000

/**
 * Runs `work` in one transaction of `shop`: the client adds the shop to every query, and PostgreSQL hides other shops'
 * rows from any SQL. At a door the transaction ends when the caller's deadline passes.
 */
export function forShop<T>(shop: ShopDomain, work: (tx: ShopTransaction) => Promise<T>): Promise<T> {
  return fencedClient(shop).$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(settingsOf(shop, msLeft(TRANSACTION_MS)))
      return work(Object.assign(tx, { shop }) as ShopTransaction)
    },
    { timeout: msLeft(TRANSACTION_MS), maxWait: BEGIN_MS },
  )
}
