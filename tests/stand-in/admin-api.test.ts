import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDirectory, admin, aStandIn, exchange, withFault } from './a-stand-in.ts'
import { DEMO_SHOP } from './shop/seed.ts'
import { sessionToken } from './signed.ts'
import type { StandIn } from './start.ts'

let standIn: StandIn
beforeAll(async () => {
  standIn = await aStandIn()
})
afterAll(() => standIn.close())

describe('a session token becomes an access token', () => {
  test('an expiring one with a refresh token, which gives the next one', async () => {
    const first = await (await exchange(standIn)).json()
    expect(first).toMatchObject({ access_token: expect.stringMatching(/^shpat_/), expires_in: 3600 })
    expect(first.scope.split(',')).toContain('read_customers')
    const refreshed = await exchange(standIn, { grant_type: 'refresh_token', refresh_token: first.refresh_token })
    expect(refreshed.status).toBe(200)
    expect((await refreshed.json()).access_token).not.toBe(first.access_token)
  })

  test('one that does not expire, and one of a member of staff', async () => {
    expect(await (await exchange(standIn, { expiring: '0' })).json()).not.toHaveProperty('refresh_token')
    const online = await exchange(standIn, {
      requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
    })
    expect(await online.json()).toMatchObject({ associated_user: { id: 42, account_owner: true } })
  })

  test.each([
    { what: 'signed by somebody else', changes: { secret: 'other' } },
    { what: 'for another app', changes: { apiKey: 'other' } },
    { what: 'of another shop', changes: { shop: 'other.myshopify.com' } },
    { what: 'that has run out', changes: { lifetime: -1 } },
  ])('not one $what', async ({ changes }) => {
    const subject_token = sessionToken({ apiKey: 'test-key', secret: 'test-secret', shop: DEMO_SHOP, ...changes })
    const refused = await exchange(standIn, { subject_token })
    expect([refused.status, (await refused.json()).error]).toEqual([400, 'invalid_subject_token'])
  })
})

test('each shop takes its own tokens, and nobody else’s', async () => {
  const [tea, pots] = standIn.shops.map(({ state }) => state.shop.domain)
  const { access_token } = await (await exchange(standIn)).json()
  const nameOf = async (shop: string | undefined) => {
    const response = await fetch(`${standIn.urls.shopApi}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: { 'x-stand-in-host': shop ?? '', 'x-shopify-access-token': access_token },
      body: JSON.stringify({ query: '{ shop { name } }' }),
    })
    return [response.status, (await response.json()).data?.shop.name]
  }
  expect(await nameOf(tea)).toEqual([200, 'Maison Théa'])
  expect(await nameOf(pots)).toEqual([401, undefined])
  expect(await nameOf('other.myshopify.com')).toEqual([404, undefined])
})

interface Companies {
  companies: { nodes: { mainContact: { customer: { companyContactProfiles: object[] } } }[] }
}

interface Customers {
  customers: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

const CUSTOMERS = `query($after: String, $query: String) {
  customers(first: 50, after: $after, query: $query) { nodes { id createdAt } pageInfo { hasNextPage endCursor } } }`

describe('reading', () => {
  test('customers come 50 a page, each once, all of them', async () => {
    const seen = new Set<string>()
    let after: string | undefined
    for (let page = 1; page <= 6; page += 1) {
      const { customers } = (await admin<Customers>(standIn, CUSTOMERS, { after })).data
      expect(customers.nodes).toHaveLength(50)
      for (const { id } of customers.nodes) seen.add(id)
      expect(customers.pageInfo.hasNextPage).toBe(page < 6)
      after = customers.pageInfo.endCursor
    }
    expect(seen.size).toBe(300)
  })

  test('a customer deleted between two pages makes the next skip nobody', async () => {
    const first = (await admin<Customers>(standIn, CUSTOMERS)).data.customers
    const { shop } = standIn.state
    const all = shop.customers
    const expected = all[50]?.id
    shop.customers = all.slice(1)
    const second = (await admin<Customers>(standIn, CUSTOMERS, { after: first.pageInfo.endCursor })).data.customers
    shop.customers = all
    expect(second.nodes[0]?.id).toBe(`gid://shopify/Customer/${expected}`)
  })

  test('the filters that retention asks with', async () => {
    const inactive = '-order_date:>=2023-11-23 orders_count:>0'
    const found = (await admin<Customers>(standIn, CUSTOMERS, { query: inactive })).data.customers.nodes.length
    expect(found).toBeGreaterThan(5)
    const unknown = await admin<Customers>(standIn, CUSTOMERS, { query: 'favourite_tea:sencha' })
    expect(unknown.errors?.[0]?.extensions?.code).toBe('STAND_IN_NOT_IMPLEMENTED')
  })

  test('companies with their contacts and places; points are counted', async () => {
    const { data, extensions } = await admin<Companies>(
      standIn,
      `{ companies(first: 20) { nodes { name mainContact { customer { displayName companyContactProfiles { id } } }
        locations(first: 2) { nodes { billingAddress { city countryCode } taxRegistrationId } } } } companiesCount { count } }`,
    )
    expect(data.companies.nodes).toHaveLength(10)
    expect(data.companies.nodes[0]?.mainContact.customer.companyContactProfiles).toHaveLength(1)
    expect(extensions?.cost.throttleStatus.currentlyAvailable).toBeLessThan(2000)
  })

  test('what the scopes do not reach is denied, what the schema does not have is refused', async () => {
    const denied = await admin(standIn, '{ pages(first: 1) { nodes { id } } }')
    expect(denied.errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED')
    const refused = await admin(standIn, '{ shop { secrets } }')
    expect(refused.errors?.[0]?.message).toContain('Cannot query field "secrets"')
    const missing = await admin(standIn, '{ shop { createdAt } }')
    expect(missing.errors?.[0]?.extensions?.code).toBe('STAND_IN_NOT_IMPLEMENTED')
  })
})

interface UserErrors {
  userErrors: { code: string | null; message?: string }[]
}

interface PolicyUpdate {
  shopPolicyUpdate: UserErrors & { shopPolicy: { id: string } }
}

interface ConsentUpdate {
  consentPolicyUpdate: UserErrors & { updatedPolicies: object[] }
}

interface MarketingUpdate {
  customerEmailMarketingConsentUpdate: UserErrors & {
    customer: { defaultEmailAddress: { marketingState: string } }
  }
}

interface PolicyTexts {
  translatableResource: {
    translatableContent: { digest: string; locale: string }[]
    translations: object[]
  }
}

const POLICY = `mutation($body: String!) { shopPolicyUpdate(shopPolicy: { type: PRIVACY_POLICY, body: $body }) {
  shopPolicy { id body } userErrors { code message } } }`

describe('writing', () => {
  test('the policy is written and translated; a translation of an older text is refused, then outdated', async () => {
    const { shopPolicy } = (await admin<PolicyUpdate>(standIn, POLICY, { body: '<p>Neuf</p>' })).data.shopPolicyUpdate
    const content = `query($id: ID!) { translatableResource(resourceId: $id) {
      translatableContent { key digest locale } translations(locale: "en") { value outdated } } }`
    const read = async () =>
      (await admin<PolicyTexts>(standIn, content, { id: shopPolicy.id })).data.translatableResource
    const register = `mutation($id: ID!, $translations: [TranslationInput!]!) {
      translationsRegister(resourceId: $id, translations: $translations) { userErrors { code } } }`
    const translate = async (digest: string, locale: string) => {
      const translations = [{ key: 'body', locale, value: '<p>New</p>', translatableContentDigest: digest }]
      const { data } = await admin<{ translationsRegister: UserErrors }>(standIn, register, {
        id: shopPolicy.id,
        translations,
      })
      return data.translationsRegister.userErrors.map(({ code }) => code)
    }
    const [text] = (await read()).translatableContent
    const digest = text?.digest ?? ''
    expect(text?.locale).toBe('fr')
    expect(await translate(digest, 'en')).toEqual([])
    expect(await translate(digest, 'ja')).toEqual(['INVALID_LOCALE_FOR_SHOP'])
    expect(await translate('old', 'en')).toEqual(['INVALID_TRANSLATABLE_CONTENT'])
    await admin(standIn, POLICY, { body: '<p>Plus neuf</p>' })
    expect((await read()).translations).toEqual([{ value: '<p>New</p>', outdated: true }])
    const policy = await fetch(`${standIn.urls.storefront}en/policies/privacy-policy`)
    expect(await policy.text()).toContain('<p>New</p>')
  })

  test('a policy over 512 KB, or one that Shopify manages, is refused', async () => {
    const { data } = await admin<PolicyUpdate>(standIn, POLICY, { body: 'é'.repeat(256 * 1024 + 1) })
    expect(data.shopPolicyUpdate.userErrors[0]?.code).toBe('TOO_BIG')
    standIn.state.shop.privacyFeatures.PRIVACY_POLICY = true
    const managed = (await admin<PolicyUpdate>(standIn, POLICY, { body: 'x' })).data.shopPolicyUpdate
    expect([managed.shopPolicy, managed.userErrors.length]).toEqual([null, 1])
    standIn.state.shop.privacyFeatures.PRIVACY_POLICY = false
  })

  test('consent policies can be set once Shopify’s own banner is off', async () => {
    const update = `mutation { consentPolicyUpdate(consentPolicies: [{ countryCode: US, regionCode: "NY", consentRequired: true }]) {
      updatedPolicies { id consentRequired } userErrors { code } } }`
    const refused = (await admin<ConsentUpdate>(standIn, update)).data.consentPolicyUpdate
    expect(refused.userErrors).toEqual([{ code: 'SHOPIFY_COOKIE_BANNER_NOT_DISABLED' }])
    await admin(standIn, 'mutation { privacyFeaturesDisable(featuresToDisable: [COOKIE_BANNER]) { featuresDisabled } }')
    const updated = (await admin<ConsentUpdate>(standIn, update)).data.consentPolicyUpdate
    expect(updated.updatedPolicies).toEqual([{ id: 'gid://shopify/ConsentPolicy/US-NY', consentRequired: true }])
  })

  test('consent to marketing is withdrawn, and a state that only Shopify gives is refused', async () => {
    const customer = standIn.state.shop.customers.find(({ marketingState }) => marketingState === 'SUBSCRIBED')
    const update = `mutation($id: ID!, $state: CustomerEmailMarketingState!) {
      customerEmailMarketingConsentUpdate(input: { customerId: $id, emailMarketingConsent: { marketingState: $state } }) {
        customer { defaultEmailAddress { marketingState } } userErrors { code } } }`
    const set = async (state: string) =>
      (await admin<MarketingUpdate>(standIn, update, { id: `gid://shopify/Customer/${customer?.id}`, state })).data
        .customerEmailMarketingConsentUpdate
    expect((await set('UNSUBSCRIBED')).customer.defaultEmailAddress.marketingState).toBe('UNSUBSCRIBED')
    expect((await set('NOT_SUBSCRIBED')).userErrors).toEqual([{ code: 'INVALID' }])
  })
})

describe('faults that a test asks for', () => {
  const name = '{ shop { name } }'
  test('a call is throttled as often as asked, after as many as asked', async () => {
    await withFault(standIn, { operation: 'shop', kind: 'throttled', times: 2, after: 1 })
    const codes = []
    for (let n = 0; n < 4; n += 1) codes.push((await admin(standIn, name)).errors?.[0]?.extensions?.code)
    expect(codes).toEqual([undefined, 'THROTTLED', 'THROTTLED', undefined])
  })

  test('a mutation is refused with the userError given, and changes nothing', async () => {
    const before = standIn.state.shop.policies[0]?.body
    const userError = { message: 'No', code: 'TOO_BIG' }
    await withFault(standIn, { operation: 'shopPolicyUpdate', kind: 'userError', userError })
    const { shopPolicyUpdate } = (await admin<PolicyUpdate>(standIn, POLICY, { body: 'other' })).data
    expect(shopPolicyUpdate).toEqual({ shopPolicy: null, userErrors: [userError] })
    expect(standIn.state.shop.policies[0]?.body).toBe(before)
  })

  test('one that makes no sense is not taken', async () => {
    expect((await withFault(standIn, { operation: 'shop', kind: 'rain' })).status).toBe(400)
  })
})

test('the shop is kept over a restart', async () => {
  const directory = aDirectory()
  const first = await aStandIn({ directory })
  await admin(first, POLICY, { body: '<p>Kept</p>' })
  const { access_token } = await (await exchange(first)).json()
  await first.close()
  const second = await aStandIn({ directory })
  const { data } = await admin<{ shop: { name: string; shopPolicies: object[] } }>(
    second,
    '{ shop { name shopPolicies { type body } } }',
  )
  expect(data.shop.name).toBe('Maison Théa')
  expect(data.shop.shopPolicies).toContainEqual({ type: 'PRIVACY_POLICY', body: '<p>Kept</p>' })
  expect(second.state.shop.tokens.some(({ token }) => token === access_token)).toBe(true)
  expect(second.state.shop.customers).toEqual(first.state.shop.customers)
  await second.close()
})
