import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { homePath } from './admin/layout.ts'
import { adminServer } from './admin/server.ts'
import { post } from './admin/webhooks.ts'
import { loadAdminSchema } from './admin-api/schema.ts'
import { appFront } from './app-front.ts'
import { close, listen, urlOf } from './http.ts'
import { Mailbox } from './mail.ts'
import type { StandInOptions } from './options.ts'
import { SHOPS } from './shop/seed.ts'
import { ShopState, sameClock } from './shop/state.ts'
import { shopApi } from './shop-api.ts'
import { adminQuery, BROWSER } from './signed.ts'
import { storefront } from './storefront/server.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'

/** Storefronts at names of their own: browsers keep cookies by name, whatever the port. */
const HOSTS = ['localhost', '127.0.0.1']

/** One of the shops, as a browser reaches it. */
export interface ShopOfStandIn {
  state: ShopState
  /** The app, opened in the admin. */
  admin: string
  storefront: string
}

export interface StandIn {
  /** The first is the one that `urls` and `state` are of. */
  shops: ShopOfStandIn[]
  urls: {
    /** The app, opened in the admin. */
    admin: string
    storefront: string
    mail: string
    /** The app, as a browser reaches it. */
    app: string
    /** The shops' own host, for the app's server. */
    shopApi: string
    smtp: string
  }
  state: ShopState
  /** Opens the app as each merchant who installed it did: it gets its token, and the storefront its configuration. */
  openApp(): Promise<void>
  /** Until it is called again with true, the app is told of nothing: it does not run yet. */
  tellApp(does: boolean): void
  /** Once every webhook that is under way has been answered. */
  told(): Promise<void>
  close(): Promise<void>
}

/** Plays Shopify on this machine: the admin, the shops' API, the online stores and their app proxy, and a mailbox. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  mkdirSync(options.stateDir, { recursive: true })
  const now = new Date()
  const telling = new Set<Promise<unknown>>()
  let tells = true
  const states = SHOPS.map((seed) => {
    const state = new ShopState(options.stateDir, seed, now)
    state.access = { required: options.scopes, optional: options.optionalScopes ?? [] }
    state.onTold = ({ topic, body }) => {
      if (!tells || !SUBSCRIPTIONS.has(topic)) return
      const told = post(options, state, topic, body).finally(() => telling.delete(told))
      telling.add(told)
    }
    return state
  })
  sameClock(states)
  const mailbox = new Mailbox(options.stateDir)
  const schema = loadAdminSchema()
  const { ports } = options
  const stores = await Promise.all(
    states.map(async (state, n) => {
      const server = await listen(n === 0 ? ports.storefront : ports.freshStorefront, storefront(options, state))
      return { state, server, storefront: urlOf(server, HOSTS[n]) }
    }),
  )
  const links = { admin: '', mail: '', shops: states.map(({ shop }) => shop) }
  const addresses = Object.fromEntries(
    stores.map(({ state, storefront }) => [`https://${state.shop.domain}`, storefront]),
  )
  const servers = {
    admin: await listen(
      ports.admin,
      adminServer(
        stores.map(({ state, storefront }) => ({ options, state, links: () => ({ ...links, storefront }) })),
        () => ({ admin: links.admin, storefronts: addresses }),
      ),
    ),
    mail: await listen(ports.mail, mailbox.pages()),
    app: await listen(
      ports.app,
      appFront(
        options,
        states.map(({ shop }) => shop),
        () => links,
      ),
    ),
    shopApi: await listen(0, shopApi(options, states, schema)),
  }
  for (const state of states) state.apiUrl = urlOf(servers.shopApi)
  Object.assign(links, { admin: urlOf(servers.admin), mail: urlOf(servers.mail) })
  const smtp = mailbox.smtp()
  await new Promise<void>((resolve) => {
    smtp.listen(ports.smtp, '127.0.0.1', () => resolve())
  })
  const shops = stores.map(({ state, storefront }) => ({
    state,
    admin: links.admin + homePath(state.shop),
    storefront: `${storefront}/`,
  }))
  const [first] = shops
  if (!first) throw new Error('The stand-in has no shop')
  return {
    shops,
    urls: {
      admin: first.admin,
      storefront: first.storefront,
      mail: `${links.mail}/`,
      app: urlOf(servers.app),
      shopApi: urlOf(servers.shopApi),
      smtp: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    },
    state: first.state,
    openApp: async () => {
      for (const { state } of shops) await openAppIn(options, state)
    },
    tellApp: (does) => {
      tells = does
    },
    told: async () => {
      while (telling.size > 0) await Promise.all(telling)
    },
    close: async () => {
      await Promise.all([...stores.map(({ server }) => server), ...Object.values(servers)].map(close))
      await new Promise<void>((resolve) => {
        smtp.close(() => resolve())
      })
      for (const state of states) state.save()
    },
  }
}

async function openAppIn({ apiKey, apiSecret, appUpstream }: StandInOptions, state: ShopState): Promise<void> {
  const { shop } = state
  const identity = { apiKey, secret: apiSecret, shop: shop.domain, locale: shop.owner.locale, at: state.now() }
  const { host, port } = appUpstream
  const response = await fetch(`http://${host}:${port}/app?${adminQuery(identity)}`, {
    headers: { 'user-agent': BROWSER },
  })
  if (!response.ok) throw new Error(`The app answered ${response.status} when it was opened in ${shop.name}`)
  await response.arrayBuffer()
}
