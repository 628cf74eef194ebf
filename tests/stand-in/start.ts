import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { adminServer } from './admin/server.ts'
import { tellOfMarketing } from './admin/webhooks.ts'
import { loadAdminSchema } from './admin-api/schema.ts'
import { appFront } from './app-front.ts'
import { close, listen, urlOf } from './http.ts'
import { Mailbox } from './mail.ts'
import type { StandInOptions } from './options.ts'
import { ShopState } from './shop/state.ts'
import { shopApi } from './shop-api.ts'
import { adminQuery } from './signed.ts'
import { storefront } from './storefront/server.ts'

/** Shopify's library turns away what calls itself a bot. */
export const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

export interface StandIn {
  urls: {
    /** The app, opened in the admin. */
    admin: string
    storefront: string
    mail: string
    /** The app, as a browser reaches it. */
    app: string
    /** The shop's own host, for the app's server. */
    shopApi: string
    smtp: string
  }
  state: ShopState
  /** Opens the app as the merchant who installed it did: it gets its token, and the storefront its configuration. */
  openApp(): Promise<void>
  /** Once every webhook about marketing consent that is under way has been answered. */
  told(): Promise<void>
  close(): Promise<void>
}

/** Plays Shopify on this machine: the admin, the shop's API, the online store and its app proxy, and a mailbox. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  mkdirSync(options.stateDir, { recursive: true })
  const state = new ShopState(options.stateDir, new Date())
  const telling = new Set<Promise<unknown>>()
  state.marketingChanged = (customer, channel) => {
    const told = tellOfMarketing(options, state, customer, channel).finally(() => telling.delete(told))
    telling.add(told)
  }
  const mailbox = new Mailbox(options.stateDir)
  const schema = loadAdminSchema()
  const links = { admin: '', storefront: '', mail: '' }

  const servers = {
    admin: await listen(
      options.ports.admin,
      adminServer(options, state, () => links),
    ),
    storefront: await listen(options.ports.storefront, storefront(options, state)),
    mail: await listen(options.ports.mail, mailbox.pages()),
    app: await listen(
      options.ports.app,
      appFront(options, state.shop, () => links),
    ),
    shopApi: await listen(0, shopApi(options, state, schema)),
  }
  Object.assign(links, {
    admin: urlOf(servers.admin),
    storefront: urlOf(servers.storefront),
    mail: urlOf(servers.mail),
  })
  const smtp = mailbox.smtp()
  await new Promise<void>((resolve) => {
    smtp.listen(options.ports.smtp, '127.0.0.1', () => resolve())
  })
  return {
    urls: {
      admin: `${links.admin}/store/${state.shop.domain.split('.')[0]}/apps/kept`,
      storefront: `${links.storefront}/`,
      mail: `${links.mail}/`,
      app: urlOf(servers.app),
      shopApi: urlOf(servers.shopApi),
      smtp: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    },
    state,
    openApp: async () => {
      const identity = { apiKey: options.apiKey, secret: options.apiSecret, shop: state.shop.domain, locale: 'fr' }
      const { host, port } = options.appUpstream
      const response = await fetch(`http://${host}:${port}/app?${adminQuery(identity)}`, {
        headers: { 'user-agent': BROWSER },
      })
      if (!response.ok) throw new Error(`The app answered ${response.status} when it was opened`)
      await response.arrayBuffer()
    },
    told: async () => {
      while (telling.size > 0) await Promise.all(telling)
    },
    close: async () => {
      await Promise.all(Object.values(servers).map(close))
      await new Promise<void>((resolve) => {
        smtp.close(() => resolve())
      })
      state.save()
    },
  }
}
