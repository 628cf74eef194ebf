import type { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { prisma } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'

const TOKENS = ['accessToken', 'refreshToken'] as const

/** The same, for a change of the installation's key. */
export const SESSION_TOKENS = ['access_token', 'refresh_token'].map(
  (column): SealedColumn => ({ table: 'sessions', column, id: 'id', idType: 'text', holds: 'token', rowsAStep: 200 }),
)

/** What Shopify's session storage asks of the table. */
interface SessionQuery {
  where?: { id?: string; shop?: string }
  create?: { shop: string }
}

/** `offline_SHOP`, or `SHOP_STAFF` for one of a member of staff: what @shopify/shopify-api makes them. */
const SESSION_ID = /^(?:offline_(?<installed>.+)|(?<staffs>.+)_\d+)$/

/** The shop that a query is about; null where it says none, and then the database shows it nothing. */
function shopOf({ where, create }: SessionQuery): ShopDomain | null {
  const named = SESSION_ID.exec(where?.id ?? '')?.groups
  return shopDomain.safeParse(create?.shop ?? where?.shop ?? named?.installed ?? named?.staffs).data ?? null
}

/**
 * Each query on sessions in a transaction of the shop that it is about: the table is fenced like every other. As it is
 * made, the library's storage counts the sessions, and is of no use for good when the database is away just then: that
 * the table is there is asked when the process starts (app/server.ts).
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

/** Shopify's session storage, with the tokens sealed: whoever reads the table cannot call the Admin API. */
class SealedSessionStorage implements SessionStorage {
  // Its type knows only the plain client; of that it uses the table of sessions.
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
