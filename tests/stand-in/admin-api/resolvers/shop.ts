import { gid, INSTALLATION_ID, type Metafield, type Shop } from '../../shop/model.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { Resolvers } from '../context.ts'
import { metafieldOf, metafieldsOf } from './owned-metafields.ts'

/** The shop itself, and the app's installation in it. */
export const shopResolvers: Resolvers = {
  QueryRoot: {
    shop: (_source, _args, { state }) => state.shop,
    currentAppInstallation: () => ({ id: INSTALLATION_ID }),
    shopLocales: (_source, { published }: { published?: boolean }, { state }) =>
      state.shop.locales.filter((locale) => !published || locale.published),
    // Subscriptions of the app's own configuration file are not listed: Shopify lists those made through the API only.
    webhookSubscriptions: (_source, page: PageArguments) => connection([], page),
  },
  Shop: {
    id: () => gid('Shop', 1),
    myshopifyDomain: ({ domain }: Shop) => domain,
    primaryDomain: ({ domain }: Shop) => ({ id: gid('Domain', 1), host: domain, url: `https://${domain}` }),
    url: ({ domain }: Shop) => `https://${domain}`,
    ianaTimezone: ({ timezone }: Shop) => timezone,
    currencyCode: () => 'EUR',
    billingAddress: ({ address, name }: Shop) => ({ id: gid('ShopAddress', 1), company: name, ...address }),
    shopAddress: ({ address, name }: Shop) => ({ id: gid('ShopAddress', 1), company: name, ...address }),
    plan: () => ({
      displayName: 'Developer Preview',
      publicDisplayName: 'Development',
      partnerDevelopment: true,
      shopifyPlus: false,
    }),
    shopOwnerName: ({ owner }: Shop) => `${owner.firstName} ${owner.lastName}`,
  },
  AppInstallation: {
    metafield: ({ id }: { id: string }, named: { namespace: string; key: string }, { state }) =>
      metafieldOf(state.shop, id, named),
    metafields: ({ id }: { id: string }, filter: PageArguments & { namespace?: string }, { state }) =>
      metafieldsOf(state.shop, id, filter),
  },
  Metafield: {
    jsonValue: ({ type, value }: Metafield) => (type === 'json' || type === 'boolean' ? JSON.parse(value) : value),
  },
}
