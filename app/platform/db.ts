import { Prisma, PrismaClient } from '@prisma/client'
import { msLeft } from './deadline.ts'
import { LOGIN_FACTS, type LoginFacts } from './login.ts'
import { pool, settingsOf } from './pool.ts'
import { PrismaOnPool } from './prisma-adapter.ts'
import type { ShopDomain } from './shop-domain.ts'

export { pool }

/** What the database says about the login of DATABASE_URL. */
export async function readLogin(): Promise<LoginFacts> {
  const { rows } = await pool.query<LoginFacts>(LOGIN_FACTS, [null])
  const [facts] = rows
  if (!facts) throw new Error('The database does not know the login that is connected to it')
  return facts
}

/** Sees no tenant's rows. For what has no tenant: receipts of redaction, and functions of the database's. */
export const prisma = new PrismaClient({ adapter: new PrismaOnPool(pool) })

/** Every row of these is a shop's. */
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
 * Adds the shop to what a query filters by and writes, so that a store cannot leave it out.
 *
 * @throws Error for an operation that Prisma has learned since: nobody has said where the shop belongs in it
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

/** Milliseconds for a transaction, and for each of its statements. */
const TRANSACTION_MS = 20_000
/** For its beginning: more than the pool takes to say that it has no connection. */
const BEGIN_MS = 5_000

/**
 * Runs `work` in one transaction fenced to `shop`: the client adds the shop to every query, and PostgreSQL hides every
 * other shop's rows from whatever SQL runs inside. At a door, it ends when nobody waits for it any longer.
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
