import { gid, INSTALLATION_ID, type Metafield, type Shop } from '../../shop/model.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { Resolvers } from '../context.ts'

const ownedBy = (shop: Shop, owner: string) => shop.metafields.filter(({ ownerId }) => ownerId === owner)

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
    accessScopes: (_source, _args, { scopes }) => [...scopes].map((handle) => ({ handle, description: handle })),
    metafield: ({ id }: { id: string }, { namespace, key }: { namespace: string; key: string }, { state }) =>
      ownedBy(state.shop, id).find((field) => field.namespace === namespace && field.key === key) ?? null,
    metafields: ({ id }: { id: string }, args: PageArguments & { namespace?: string }, { state }) =>
      connection(
        ownedBy(state.shop, id).filter(({ namespace }) => !args.namespace || namespace === args.namespace),
        args,
      ),
  },
  ShopAddress: {
    country: ({ countryCodeV2 }: { countryCodeV2: string }) => countryName(countryCodeV2),
    countryCode: ({ countryCodeV2 }: { countryCodeV2: string }) => countryCodeV2,
    address2: () => null,
    province: () => null,
  },
  Metafield: {
    jsonValue: ({ type, value }: Metafield) => (type === 'json' || type === 'boolean' ? JSON.parse(value) : value),
  },
}

export const countryName = (code: string) => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code
