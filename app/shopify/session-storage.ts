import type { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { prisma } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'

const TOKENS = ['accessToken', 'refreshToken'] as const

/** The sealed token columns, for a rotation of the installation's key. */
export const SESSION_TOKENS = ['access_token', 'refresh_token'].map(
  (column): SealedColumn => ({ table: 'sessions', column, id: 'id', idType: 'text', holds: 'token', rowsAStep: 200 }),
)

/** The Prisma methods that Shopify's session storage uses. */
interface SessionQuery {
  where?: { id?: string; shop?: string }
  create?: { shop: string }
}

/** The ids that @shopify/shopify-api makes: `offline_SHOP`, or `SHOP_STAFF` for a member of staff. */
const SESSION_ID = /^(?:offline_(?<installed>.+)|(?<staffs>.+)_\d+)$/

/** The shop of a query; null when the query names none, and then the database shows no rows. */
function shopOf({ where, create }: SessionQuery): ShopDomain | null {
  const named = SESSION_ID.exec(where?.id ?? '')?.groups
  return shopDomain.safeParse(create?.shop ?? where?.shop ?? named?.installed ?? named?.staffs).data ?? null
}

/**
 * Runs each query on sessions in a transaction of its shop, because the table is fenced like every other. The library's
 * own storage counts the sessions when it is created, and stays unusable when the database is away at that moment; here
 * the process checks the table at its start (app/server.ts).
 */
const fenced = prisma.$extends({
  query: {
    session: {
      async $allOperations({ operation, args, query }) {
        if (operation === 'count') return 0
        const shop = shopOf(args as SessionQuery)
        if (shop === null) return query(args)
        const [, result] = await prisma.$transaction([
          prisma.$executeRaw`SELECT set_config('kept.shop', ${shop}, true)`,
          query(args) as ReturnType<typeof prisma.$executeRaw>,
        ])
        return result
      },
    },
  },
})

/** Shopify's session storage with sealed tokens: a reader of the table cannot call the Admin API. */
class SealedSessionStorage implements SessionStorage {
  // Its type accepts only the plain client, of which it uses the session table.
  readonly #inner = new PrismaSessionStorage(fenced as unknown as typeof prisma)

  storeSession(session: Session): Promise<boolean> {
    return this.#inner.storeSession(
      withTokens(session, (token, place) => vault.sealEnvelope(token, place).toString('base64')),
    )
  }

  async loadSession(id: string): Promise<Session | undefined> {
    const session = await this.#inner.loadSession(id)
    return session && open(session)
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    return (await this.#inner.findSessionsByShop(shop)).map(open)
  }

  deleteSession(id: string): Promise<boolean> {
    return this.#inner.deleteSession(id)
  }

  async deleteSessions(ids: string[]): Promise<boolean> {
    for (const id of ids) await this.#inner.deleteSession(id)
    return true
  }
}

const open = (session: Session) =>
  withTokens(session, (token, place) => vault.openEnvelope(Buffer.from(token, 'base64'), place).toString('utf8'))

function withTokens(session: Session, change: (token: string, place: string) => string): Session {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(session)), session) as Session
  for (const name of TOKENS) {
    const token = session[name]
    if (token) copy[name] = change(token, `session/${session.id}/${name}`)
  }
  return copy
}

export const sessionStorage = new SealedSessionStorage()
