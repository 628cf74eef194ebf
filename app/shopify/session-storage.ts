import type { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { prisma } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'

const TOKENS = ['accessToken', 'refreshToken'] as const

/**
 * As it is made, the library's storage counts the sessions, and is of no use for good when the database is away just
 * then. That the table is there is asked when the process starts (app/server.ts). To the types, an extended client lacks
 * only `$on`.
 */
const withoutCounting = prisma.$extends({ query: { session: { count: async () => 0 } } }) as typeof prisma

/** Shopify's session storage, with the tokens sealed: whoever reads the table cannot call the Admin API. */
class SealedSessionStorage implements SessionStorage {
  readonly #inner = new PrismaSessionStorage(withoutCounting)

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

  deleteSessions(ids: string[]): Promise<boolean> {
    return this.#inner.deleteSessions(ids)
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
