import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, admin, aStandIn } from './a-stand-in.ts'
import { BUYS_FOR_A_COMPANY, WITH_EVERYTHING, WITH_NOTHING } from './shop/notable.ts'
import type { StandIn } from './start.ts'

const READ_ALL = [
  'read_customers',
  'read_companies',
  'read_orders',
  'read_all_orders',
  'read_draft_orders',
  'read_gift_cards',
  'read_store_credit_accounts',
  'read_store_credit_account_transactions',
  'read_customer_payment_methods',
  'read_own_subscription_contracts',
  'read_customer_merge',
  'read_users',
]

let standIn: StandIn
let narrow: StandIn
beforeAll(async () => {
  standIn = await aStandIn({ scopes: READ_ALL })
  narrow = await aStandIn({ scopes: ['read_customers', 'read_orders'] })
})
afterAll(() => Promise.all([standIn.close(), narrow.close()]))

const ADDRESS = 'id name firstName lastName company address1 address2 zip city country countryCodeV2 phone'
const PAGE = 'pageInfo { hasNextPage endCursor }'

const PERSON = `query($email: String!) { customerByIdentifier(identifier: { emailAddress: $email }) {
  id displayName firstName lastName locale state note tags taxExempt taxExemptions multipassIdentifier dataSaleOptOut
  createdAt updatedAt numberOfOrders amountSpent { amount currencyCode } lastOrder { id }
  defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt openTrackingLevel }
  defaultPhoneNumber { phoneNumber marketingState marketingOptInLevel marketingUpdatedAt marketingCollectedFrom }
  addressesV2(first: 50) { nodes { ${ADDRESS} } ${PAGE} }
  defaultAddress { id }
  identityProviderSubjects { id providerName subject createdAt updatedAt }
  statistics { predictedSpendTier rfmGroup }
  metafields(first: 50) { nodes { id namespace key type value createdAt updatedAt } ${PAGE} }
  events(first: 50) { nodes { id action message createdAt appTitle ... on CommentEvent { rawMessage author { name } } } ${PAGE} }
  storeCreditAccounts(first: 10) { nodes { id balance { amount } transactions(first: 10) { nodes {
    amount { amount } balanceAfterTransaction { amount } createdAt event } } } ${PAGE} }
  paymentMethods(first: 10, showRevoked: true) { nodes { id revokedAt revokedReason instrument {
    ... on CustomerCreditCard { brand name lastDigits maskedNumber expiryMonth expiryYear }
    ... on CustomerPaypalBillingAgreement { paypalAccountEmail } } } ${PAGE} }
  subscriptionContracts(first: 10) { nodes { id status note nextBillingDate createdAt
    lines(first: 10) { nodes { id title quantity currentPrice { amount } } }
    deliveryMethod { ... on SubscriptionDeliveryMethodShipping { address { ${ADDRESS} } } } } ${PAGE} }
  companyContactProfiles { id title locale isMainContact createdAt company { id name externalId note contacts(first: 10) {
    nodes { id customer { displayName } } } }
    roleAssignments(first: 10) { nodes { id role { name note } companyLocation { id name
      shippingAddress { recipient firstName lastName address1 city phone } } } ${PAGE} } }
} }`

const ORDERS = `query($id: ID!, $after: String) { customer(id: $id) { orders(first: 4, after: $after, sortKey: CREATED_AT) {
  nodes { id name createdAt processedAt cancelledAt cancelReason email phone note tags poNumber clientIp customerLocale
    sourceName displayFinancialStatus displayFulfillmentStatus paymentGatewayNames discountCodes
    customAttributes { key value } billingAddress { ${ADDRESS} } shippingAddress { ${ADDRESS} }
    discountApplications(first: 5) { nodes { ... on DiscountCodeApplication { code } value { ... on MoneyV2 { amount } } } }
    totalPriceSet { shopMoney { amount } } staffMember { name } shippingLine { title }
    lineItems(first: 10) { nodes { id title sku quantity customAttributes { key value } discountedTotalSet { shopMoney { amount } } } ${PAGE} }
    transactions { id kind gateway accountNumber amountSet { shopMoney { amount } } createdAt
      paymentDetails { ... on CardPaymentDetails { company name number expirationMonth } } user { name } }
    refunds { id note createdAt totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity lineItem { id } } } staffMember { name } }
    fulfillments { id createdAt status displayStatus deliveredAt trackingInfo { company number url } }
    customerJourneySummary { customerOrderIndex daysToConversion
      moments(first: 5) { nodes { occurredAt ... on CustomerVisit { id landingPage referrerUrl source utmParameters { campaign } } } } }
    metafields(first: 5) { nodes { namespace key value } }
    purchasingEntity { ... on PurchasingCompany { company { name } contact { id } location { id } } }
    events(first: 5) { nodes { message } } }
  ${PAGE} } } }`

interface Page<T> {
  nodes: T[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

interface Person {
  id: string
  firstName: string | null
  addressesV2: Page<{ firstName: string; city: string }>
  metafields: Page<{ namespace: string; key: string; value: string }>
  events: Page<object>
  storeCreditAccounts: Page<{ balance: { amount: string } }>
  paymentMethods: Page<{ instrument: { maskedNumber?: string; paypalAccountEmail?: string } | null }>
  subscriptionContracts: Page<{ lines: Page<object> }>
  identityProviderSubjects: object[]
  companyContactProfiles: {
    company: { contacts: Page<{ customer: { displayName: string } }> }
    roleAssignments: Page<{ companyLocation: { shippingAddress: { recipient: string } } }>
  }[]
}

interface Bought {
  id: string
  createdAt: string
  note: string | null
  cancelledAt: string | null
  discountCodes: string[]
  clientIp: string
  billingAddress: { lastName: string }
  shippingAddress: { lastName: string }
  lineItems: Page<{ customAttributes: { key: string; value: string }[] }>
  transactions: { accountNumber: string | null }[]
  refunds: { note: string }[]
  fulfillments: { trackingInfo: { number: string }[] }[]
  customerJourneySummary: { moments: Page<{ utmParameters: object | null }> }
}

const theOne = async (email: string, from = standIn): Promise<Person> => {
  const { data, errors } = await admin<{ customerByIdentifier: Person }>(from, PERSON, { email })
  expect(errors).toBe(undefined)
  return data.customerByIdentifier
}

async function ordersOf(id: string, from = standIn, query = ORDERS): Promise<Bought[]> {
  const found: Bought[] = []
  for (let after: string | null = null; ; ) {
    const answer: Answer<{ customer: { orders: Page<Bought> } }> = await admin(from, query, { id, after })
    expect(answer.errors).toBe(undefined)
    const { nodes, pageInfo } = answer.data.customer.orders
    found.push(...nodes)
    if (!pageInfo.hasNextPage) return found
    after = pageInfo.endCursor
  }
}

describe('what Shopify holds about a person', () => {
  test('of a consumer who has everything', async () => {
    const person = await theOne(WITH_EVERYTHING)
    expect(person.addressesV2.nodes.map(({ firstName }) => firstName)).toEqual(['Camille', 'Camille', 'Odile'])
    expect(person.metafields.nodes).toContainEqual(
      expect.objectContaining({ namespace: 'facts', key: 'birth_date', value: '1987-03-14' }),
    )
    expect(person.events.nodes.length).toBeGreaterThan(5)
    expect(person.storeCreditAccounts.nodes).toHaveLength(1)
    expect(person.subscriptionContracts.nodes[0]?.lines.nodes).toHaveLength(1)
    expect(person.identityProviderSubjects).toHaveLength(1)
    expect(person.paymentMethods.nodes.map(({ instrument }) => instrument)).toEqual([
      expect.objectContaining({ maskedNumber: expect.stringMatching(/^•••• •••• •••• \d{4}$/) }),
      { paypalAccountEmail: WITH_EVERYTHING },
      null,
    ])
  })

  test('their orders, page by page, each once: a gift, a refund, a parcel, a visit', async () => {
    const orders = await ordersOf((await theOne(WITH_EVERYTHING)).id)
    expect(new Set(orders.map(({ id }) => id)).size).toBe(13)
    const gift = orders.find(({ shippingAddress }) => shippingAddress.lastName !== 'Moreau')
    expect(gift?.billingAddress.lastName).toBe('Moreau')
    expect(gift?.lineItems.nodes[0]?.customAttributes[0]?.key).toBe('Message cadeau')
    expect(orders.flatMap(({ refunds }) => refunds)).toHaveLength(1)
    expect(orders.filter(({ cancelledAt }) => cancelledAt)).toHaveLength(1)
    expect(orders.flatMap(({ discountCodes }) => discountCodes)).toContain('BIENVENUE10')
    expect(orders.some(({ fulfillments }) => fulfillments[0]?.trackingInfo[0]?.number)).toBe(true)
    expect(orders.some(({ transactions }) => transactions[0]?.accountNumber?.startsWith('••••'))).toBe(true)
    expect(orders.some((order) => order.customerJourneySummary.moments.nodes[0]?.utmParameters)).toBe(true)
  })

  test('what they began, and what is theirs but hangs elsewhere', async () => {
    const { id } = await theOne(WITH_EVERYTHING)
    const number = id.split('/').at(-1)
    const { data, errors } = await admin<Record<string, Page<{ customer: { id: string } }>>>(
      standIn,
      `query($drafts: String!, $cards: String!, $received: String!, $checkouts: String!) {
        draftOrders(first: 5, query: $drafts) { nodes { id name status note2 email invoiceSentAt customer { id }
          customAttributes { key value } shippingAddress { ${ADDRESS} } totalPriceSet { shopMoney { amount } }
          lineItems(first: 5) { nodes { id title quantity originalUnitPriceSet { shopMoney { amount } } customAttributes { key } } } } }
        giftCards(first: 5, query: $cards) { nodes { id lastCharacters maskedCode enabled expiresOn note balance { amount }
          initialValue { amount } customer { id } recipientAttributes { preferredName message recipient { id } } order { id } } }
        received: giftCards(first: 5, query: $received) { nodes { customer { id } } }
        abandonedCheckouts(first: 5, query: $checkouts) { nodes { id name note abandonedCheckoutUrl createdAt completedAt
          discountCodes customer { id } billingAddress { ${ADDRESS} } customAttributes { key value }
          lineItems(first: 5) { nodes { id title quantity originalTotalPriceSet { shopMoney { amount } } } } } } }`,
      {
        drafts: `customer_id:${number}`,
        cards: `customer_id:${number}`,
        received: `recipient_id:${number}`,
        checkouts: WITH_EVERYTHING,
      },
    )
    expect(errors).toBe(undefined)
    const of = (name: string) => data[name]?.nodes.map(({ customer }) => customer.id)
    expect(of('draftOrders')).toEqual([id])
    expect(of('giftCards')).toEqual([id, id])
    expect(of('received')).toEqual([])
    expect(of('abandonedCheckouts')).toEqual([id])
  })

  test('of somebody who buys for a company: the company names a second person', async () => {
    const { companyContactProfiles, id } = await theOne(BUYS_FOR_A_COMPANY)
    const [contact] = companyContactProfiles
    expect(contact?.company.contacts.nodes.map(({ customer }) => customer.displayName)).toEqual([
      'Hélène Vasseur',
      'Marc Delmas',
    ])
    expect(contact?.roleAssignments.nodes[0]?.companyLocation.shippingAddress.recipient).toBe('Hélène Vasseur')
    expect((await ordersOf(id)).length).toBeGreaterThan(0)
  })

  test('of somebody who left an e-mail address: nothing else', async () => {
    const person = await theOne(WITH_NOTHING)
    expect([person.firstName, person.addressesV2.nodes, person.storeCreditAccounts.nodes]).toEqual([null, [], []])
    expect(await ordersOf(person.id)).toEqual([])
  })
})

describe('what Shopify keeps back', () => {
  const FEW = `query($id: ID!, $after: String) { customer(id: $id) { numberOfOrders orders(first: 50, after: $after) {
    nodes { id createdAt } ${PAGE} } } }`

  test('orders of more than 60 days ago, unless the app may read all', async () => {
    const { id } = await theOne(WITH_EVERYTHING)
    const old = new Date(Date.now() - 60 * 86_400_000).toISOString()
    const all = await ordersOf(id)
    const seen = await ordersOf(id, narrow, FEW)
    expect(seen.map((order) => order.id)).toEqual(all.filter(({ createdAt }) => createdAt >= old).map((one) => one.id))
    const oldest = await admin<{ order: null }>(narrow, 'query($id: ID!) { order(id: $id) { id } }', { id: all[0]?.id })
    expect(oldest.data.order).toBe(null)
    const counted = await admin<{ customer: { numberOfOrders: string } }>(narrow, FEW, { id })
    expect(counted.data.customer.numberOfOrders).toBe('13')
  })

  test('a field without its scope is null with an error; where it may not be, what it is in', async () => {
    const { id } = await theOne(WITH_EVERYTHING)
    const asked = (field: string) =>
      admin<{ customer: object | null }>(narrow, `query($id: ID!) { customer(id: $id) { id ${field} } }`, { id })
    const denied = await asked('orders(first: 1) { nodes { id staffMember { id } } }')
    expect(denied.data.customer).toMatchObject({ orders: { nodes: [{ staffMember: null }] } })
    expect(denied.errors?.[0]).toMatchObject({
      path: ['customer', 'orders', 'nodes', 0, 'staffMember'],
      extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_users` access scope.' },
    })
    const needed = await asked('storeCreditAccounts(first: 1) { nodes { id } }')
    expect([needed.data.customer, needed.errors?.length]).toEqual([null, 1])
  })

  test('protected data that Shopify has not approved the app for', async () => {
    const { id } = await theOne(WITH_EVERYTHING)
    narrow.state.shop.unapproved = ['Customer.firstName', 'MailingAddress']
    const { data, errors } = await admin<{ customer: object }>(
      narrow,
      'query($id: ID!) { customer(id: $id) { id firstName defaultAddress { city } } }',
      { id },
    )
    narrow.state.shop.unapproved = []
    expect(data.customer).toEqual({ id, firstName: null, defaultAddress: null })
    expect(errors?.map(({ message }) => message.split('. ')[0])).toEqual([
      'This app is not approved to use the firstName field',
      'This app is not approved to access the MailingAddress object',
    ])
  })
})

test('an order that comes in between two pages makes nobody miss one or read one twice', async () => {
  const { id } = await theOne(WITH_EVERYTHING)
  const { orders } = standIn.state.shop
  const newest = `query($id: ID!, $after: String) { customer(id: $id) { orders(first: 5, after: $after, reverse: true, sortKey: CREATED_AT) {
    nodes { id } ${PAGE} } } }`
  const before = await ordersOf(id, standIn, newest)
  const first = await admin<{ customer: { orders: Page<Bought> } }>(standIn, newest, { id })
  const copied = orders.find((order) => `gid://shopify/Order/${order.id}` === before[0]?.id)
  if (copied) orders.push({ ...copied, id: copied.id + 500, createdAt: new Date().toISOString() })
  const { endCursor } = first.data.customer.orders.pageInfo
  const second = await admin<{ customer: { orders: Page<Bought> } }>(standIn, newest, { id, after: endCursor })
  orders.pop()
  expect(second.data.customer.orders.nodes).toEqual(before.slice(5, 10))
})
