import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { admin, anApp, aStandIn, withFault } from './a-stand-in.ts'
import { placeOrder } from './shop/buy.ts'
import { type Customer, gid } from './shop/model.ts'
import { BUYS_FOR_A_COMPANY, WITH_EVERYTHING, WITH_NOTHING } from './shop/notable.ts'
import type { StandIn } from './start.ts'

const SCOPES = [
  'write_customers',
  'read_companies',
  'write_online_store_pages',
  'write_orders',
  'read_all_orders',
  'write_draft_orders',
  'write_customer_merge',
  'write_customer_data_erasure',
  'write_customer_payment_methods',
  'write_own_subscription_contracts',
  'write_store_credit_account_transactions',
  'read_store_credit_accounts',
]

const DAY_MS = 86_400_000

const app = await anApp()
let standIn: StandIn
beforeEach(async () => {
  await standIn?.close()
  standIn = await aStandIn({ scopes: SCOPES, upstream: { host: app.host, port: app.port } })
  app.received.length = 0
})
afterAll(async () => {
  await standIn.close()
  app.close()
})

interface Payload {
  userErrors: { field: string[] | null; message: string; code?: string }[]
  [result: string]: unknown
}

/** The only mutation of a document. */
async function write(mutation: string, variables: object = {}): Promise<Payload> {
  const { data, errors } = await admin<Record<string, Payload>>(standIn, mutation, variables)
  expect(errors).toBe(undefined)
  return Object.values(data)[0] ?? { userErrors: [] }
}

const person = (wanted: string): Customer => {
  const found = standIn.state.shop.customers.find(({ email }) => email === wanted)
  if (!found) throw new Error(`The tea room does not know ${wanted}`)
  return found
}

const topics = () => standIn.state.told.map(({ topic }) => topic)

describe('what an app changes of a person', () => {
  test('a name and a note, and apps are told', async () => {
    const update = `mutation($input: CustomerInput!) { customerUpdate(input: $input) {
      customer { firstName note metafield(namespace: "facts", key: "birth_date") { value } } userErrors { field message } } }`
    const { customer } = await write(update, {
      input: {
        id: gid('Customer', person(WITH_EVERYTHING).id),
        firstName: 'Camille-Anne',
        note: null,
        metafields: [{ namespace: 'facts', key: 'birth_date', type: 'date', value: '1987-03-15' }],
      },
    })
    expect(customer).toEqual({ firstName: 'Camille-Anne', note: null, metafield: { value: '1987-03-15' } })
    expect(topics()).toEqual(['customers/update'])
    await standIn.told()
    expect(app.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['customers/update'])
  })

  test('their addresses: made, corrected, made the first, deleted', async () => {
    const customerId = gid('Customer', person(WITH_EVERYTHING).id)
    const made = await write(
      `mutation($customerId: ID!) { customerAddressCreate(customerId: $customerId, setAsDefault: true,
        address: { address1: "1 quai", city: "Nantes", countryCode: FR }) { address { id firstName city } userErrors { field } } }`,
      { customerId },
    )
    expect(made.address).toMatchObject({ firstName: 'Camille', city: 'Nantes' })
    const { id: addressId } = made.address as { id: string }
    const corrected = await write(
      `mutation($customerId: ID!, $addressId: ID!) { customerAddressUpdate(customerId: $customerId, addressId: $addressId,
        address: { zip: "44000" }) { address { zip city } userErrors { field } } }`,
      { customerId, addressId },
    )
    expect(corrected.address).toEqual({ zip: '44000', city: 'Nantes' })
    const remove = `mutation($customerId: ID!, $addressId: ID!) { customerAddressDelete(customerId: $customerId, addressId: $addressId) {
      deletedAddressId userErrors { field message } } }`
    expect((await write(remove, { customerId, addressId })).deletedAddressId).toBe(addressId)
    expect((await write(remove, { customerId, addressId })).userErrors).toMatchObject([{ field: ['addressId'] }])
    const { addresses, defaultAddressId } = person(WITH_EVERYTHING)
    expect([addresses.length, defaultAddressId]).toEqual([3, addresses[0]?.id])
  })

  test('a contact of a company: corrected, without a role, gone; the other stays', async () => {
    const { shop } = standIn.state
    const company = shop.companies.find(({ name }) => name === 'Hôtel des Tilleuls')
    const contact = company?.contacts[0]
    const id = gid('CompanyContact', contact?.id ?? 0)
    const updated = await write(
      `mutation($id: ID!) { companyContactUpdate(companyContactId: $id, input: { title: "Directrice", firstName: "Helena" }) {
        companyContact { title customer { firstName } } userErrors { code } } }`,
      { id },
    )
    expect(updated.companyContact).toEqual({ title: 'Directrice', customer: { firstName: 'Helena' } })
    const revoked = await write(
      `mutation($id: ID!) { companyContactRevokeRoles(companyContactId: $id, revokeAll: true) { revokedRoleAssignmentIds userErrors { code } } }`,
      { id },
    )
    expect(revoked.revokedRoleAssignmentIds).not.toEqual([])
    const assign = `mutation($id: ID!, $role: ID!, $place: ID!) { companyContactAssignRole(companyContactId: $id,
      companyContactRoleId: $role, companyLocationId: $place) { companyContactRoleAssignment { role { name } } userErrors { code } } }`
    const role = gid('CompanyContactRole', company?.roles[1]?.id ?? 0)
    const place = gid('CompanyLocation', company?.locations[0]?.id ?? 0)
    expect((await write(assign, { id, role, place })).companyContactRoleAssignment).toEqual({
      role: { name: 'Ordering only' },
    })
    expect((await write(assign, { id, role, place })).userErrors).toEqual([{ code: 'TAKEN' }])
    // The main contact ordered for the company.
    const remove = `mutation($id: ID!) { companyContactDelete(companyContactId: $id) { deletedCompanyContactId userErrors { code } } }`
    expect((await write(remove, { id })).userErrors).toEqual([{ code: 'FAILED_TO_DELETE' }])
    const leave = `mutation($id: ID!) { companyContactRemoveFromCompany(companyContactId: $id) { removedCompanyContactId userErrors { code } } }`
    expect((await write(leave, { id })).userErrors).toEqual([{ code: 'INVALID' }])
    await write('mutation($id: ID!) { companyRevokeMainContact(companyId: $id) { userErrors { code } } }', {
      id: gid('Company', company?.id ?? 0),
    })
    expect((await write(remove, { id })).userErrors).toEqual([{ code: 'FAILED_TO_DELETE' }])
    expect((await write(leave, { id })).removedCompanyContactId).toBe(id)
    expect((await write(remove, { id })).userErrors).toEqual([{ code: 'RESOURCE_NOT_FOUND' }])
    expect(company?.contacts).toHaveLength(1)
    expect(person(BUYS_FOR_A_COMPANY).firstName).toBe('Helena')
  })

  test('an order’s contact and address, never its billing address; its customer is taken off', async () => {
    const { shop } = standIn.state
    const order = shop.orders.find(({ customerId }) => customerId === person(WITH_EVERYTHING).id)
    const billing = order?.billingAddress
    const id = gid('Order', order?.id ?? 0)
    const updated = await write(
      `mutation($id: ID!) { orderUpdate(input: { id: $id, email: "neu@fr.example", note: "", customAttributes: [],
        shippingAddress: { firstName: "X", lastName: "Y" } }) { order { email note shippingAddress { lastName } } userErrors { field } } }`,
      { id },
    )
    expect(updated.order).toEqual({ email: 'neu@fr.example', note: '', shippingAddress: { lastName: 'Y' } })
    expect(order?.billingAddress).toEqual(billing)
    await write('mutation($id: ID!) { orderCustomerRemove(orderId: $id) { order { id } userErrors { code } } }', { id })
    expect(order?.customerId).toBe(null)
    expect(topics()).toEqual(['orders/updated', 'orders/updated'])
  })

  test('a blog comment is deleted, once; a draft that became an order stays', async () => {
    const { shop } = standIn.state
    const remove = 'mutation($id: ID!) { commentDelete(id: $id) { deletedCommentId userErrors { code } } }'
    const id = gid('Comment', shop.comments[0]?.id ?? 0)
    expect((await write(remove, { id })).deletedCommentId).toBe(id)
    expect((await write(remove, { id })).userErrors).toEqual([{ code: 'NOT_FOUND' }])
    const [draft] = shop.draftOrders
    if (draft) draft.status = 'COMPLETED'
    const drop = 'mutation($id: ID!) { draftOrderDelete(input: { id: $id }) { deletedId userErrors { message } } }'
    expect((await write(drop, { id: gid('DraftOrder', draft?.id ?? 0) })).userErrors).toHaveLength(1)
    expect(shop.draftOrders).toContain(draft)
  })

  test('a card that is kept is revoked, once; not while a subscription is paid by it', async () => {
    const revoke = `mutation($id: ID!) { customerPaymentMethodRevoke(customerPaymentMethodId: $id) {
      revokedCustomerPaymentMethodId userErrors { message } } }`
    const { paymentMethods, subscriptions } = standIn.state.shop
    const id = gid('CustomerPaymentMethod', paymentMethods[0]?.id ?? '')
    expect((await write(revoke, { id })).userErrors).toHaveLength(1)
    for (const contract of subscriptions) contract.status = 'CANCELLED'
    expect((await write(revoke, { id })).revokedCustomerPaymentMethodId).toBe(id)
    expect((await write(revoke, { id })).userErrors).toHaveLength(1)
  })

  test('what pays by itself ends, credit is taken back, a tag goes', async () => {
    const { shop } = standIn.state
    const contract = gid('SubscriptionContract', shop.subscriptions[0]?.id ?? 0)
    const cancel = `mutation($id: ID!) { subscriptionContractCancel(subscriptionContractId: $id) { contract { status } userErrors { code } } }`
    expect((await write(cancel, { id: contract })).contract).toEqual({ status: 'CANCELLED' })
    expect((await write(cancel, { id: contract })).userErrors).toEqual([{ code: 'CONTRACT_TERMINATED' }])
    const debit = `mutation($id: ID!, $amount: Decimal!) { storeCreditAccountDebit(id: $id, debitInput: { debitAmount: { amount: $amount, currencyCode: EUR } }) {
      storeCreditAccountTransaction { balanceAfterTransaction { amount } } userErrors { code } } }`
    const account = gid('StoreCreditAccount', shop.storeCredit.at(-1)?.id ?? 0)
    expect((await write(debit, { id: account, amount: '9' })).userErrors).toEqual([{ code: 'INSUFFICIENT_FUNDS' }])
    expect((await write(debit, { id: account, amount: '7.5' })).storeCreditAccountTransaction).toEqual({
      balanceAfterTransaction: { amount: '0.00' },
    })
    const id = gid('Customer', person(WITH_EVERYTHING).id)
    await write(
      'mutation($id: ID!) { tagsRemove(id: $id, tags: ["enseignante"]) { node { id } userErrors { field } } }',
      { id },
    )
    expect(person(WITH_EVERYTHING).tags).toEqual(['fidélité'])
  })

  test('nothing, when a test has it refused', async () => {
    await withFault(standIn, { operation: 'customerAddressDelete', kind: 'userError', userError: { message: 'No' } })
    const { id, defaultAddressId } = person(WITH_EVERYTHING)
    const { userErrors } = await write(
      `mutation($customerId: ID!, $addressId: ID!) { customerAddressDelete(customerId: $customerId, addressId: $addressId) { userErrors { message } } }`,
      { customerId: gid('Customer', id), addressId: gid('MailingAddress', defaultAddressId ?? 0) },
    )
    expect([userErrors, person(WITH_EVERYTHING).addresses.length]).toEqual([[{ message: 'No' }], 3])
  })
})

describe('two customers who are one person', () => {
  const MERGE = `mutation($one: ID!, $two: ID!) { customerMerge(customerOneId: $one, customerTwoId: $two) {
    job { id done } resultingCustomerId userErrors { code field message } } }`

  test('become one in a while; Kept is told whose id stays', async () => {
    const { shop } = standIn.state
    const [one, two] = shop.customers
      .filter(
        ({ id, email }) =>
          email !== null &&
          shop.orders.some((order) => order.customerId === id) &&
          !shop.companies.some(({ contacts }) => contacts.some((contact) => contact.customerId === id)),
      )
      .slice(20, 22)
    if (!one || !two) throw new Error('The tea room is too small')
    const bought = shop.orders.filter(({ customerId }) => customerId === one.id || customerId === two.id).length
    const merge = await write(MERGE, { one: gid('Customer', one.id), two: gid('Customer', two.id) })
    expect(merge).toMatchObject({ job: { done: false }, userErrors: [] })
    const { id: jobId } = merge.job as { id: string }
    const status = async () => {
      const asked = 'query($id: ID!) { customerMergeJobStatus(jobId: $id) { status resultingCustomerId } }'
      return (await admin<{ customerMergeJobStatus: object }>(standIn, asked, { id: jobId })).data
        .customerMergeJobStatus
    }
    await expect.poll(status).toEqual({ status: 'COMPLETED', resultingCustomerId: merge.resultingCustomerId })
    await standIn.told()
    const [kept] = [one, two].filter(({ id }) => gid('Customer', id) === merge.resultingCustomerId)
    expect(JSON.parse(app.received[0]?.body.toString() ?? '')).toMatchObject({
      admin_graphql_api_customer_kept_id: merge.resultingCustomerId,
      status: 'completed',
    })
    expect(app.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['customers/merge'])
    expect(shop.orders.filter(({ customerId }) => customerId === kept?.id)).toHaveLength(bought)
  })

  test('stay two where one has a subscription or a gift card', async () => {
    const [one, two] = [WITH_EVERYTHING, WITH_NOTHING].map((email) => gid('Customer', person(email).id))
    expect((await write(MERGE, { one, two })).userErrors[0]).toMatchObject({ code: 'CUSTOMER_HAS_GIFT_CARDS' })
  })
})

describe('an erasure that the app asks for', () => {
  const REQUEST = `mutation($id: ID!) { customerRequestDataErasure(customerId: $id) { customerId userErrors { code } } }`
  const CANCEL = `mutation($id: ID!) { customerCancelDataErasure(customerId: $id) { customerId userErrors { code } } }`
  const READ = `query($id: ID!) { customer(id: $id) { firstName email: defaultEmailAddress { emailAddress }
    orders(first: 1) { nodes { email clientIp billingAddress { city } totalPriceSet { shopMoney { amount } } lineItems(first: 1) { nodes { title } } } } } }`

  interface Read {
    customer: { firstName: string | null; orders: { nodes: { billingAddress: object | null }[] } }
  }

  const read = async (id: string) => (await admin<Read>(standIn, READ, { id })).data.customer

  test('is held until 180 days after the last order, then ten days more; then Kept is told', async () => {
    const customer = person(WITH_EVERYTHING)
    const id = gid('Customer', customer.id)
    expect((await write(REQUEST, { id })).customerId).toBe(id)
    // The last order was yesterday.
    standIn.state.advance(188.9 * DAY_MS)
    await standIn.told()
    expect([(await read(id)).firstName, app.received]).toEqual(['Camille', []])
    standIn.state.advance(0.2 * DAY_MS)
    await standIn.told()
    const erased = await read(id)
    expect(erased).toMatchObject({ firstName: null, email: null })
    expect(erased.orders.nodes[0]).toMatchObject({
      email: null,
      clientIp: null,
      billingAddress: null,
      lineItems: { nodes: [{ title: expect.any(String) }] },
    })
    expect(customer.marketingState).toBe('REDACTED')
    const calls = app.received.filter(({ headers }) => headers['x-shopify-topic'] === 'customers/redact')
    expect(calls).toHaveLength(1)
    expect(JSON.parse(calls[0]?.body.toString() ?? '')).toMatchObject({
      customer: { id: customer.id, email: WITH_EVERYTHING },
      orders_to_redact: expect.arrayContaining([expect.any(Number)]),
    })
  })

  test('waits on, when they order meanwhile', async () => {
    const customer = person(WITH_NOTHING)
    await write(REQUEST, { id: gid('Customer', customer.id) })
    standIn.state.advance(9 * DAY_MS)
    placeOrder(standIn.state, customer, standIn.state.now())
    expect(topics()).toEqual(['orders/create'])
    standIn.state.advance(189.9 * DAY_MS)
    expect(customer.erasedAt).toBe(null)
    standIn.state.advance(0.2 * DAY_MS)
    expect(customer.erasedAt).not.toBe(null)
  })

  test('of somebody who never ordered takes ten days', async () => {
    await write(REQUEST, { id: gid('Customer', person(WITH_NOTHING).id) })
    standIn.state.advance(9.9 * DAY_MS)
    expect(person(WITH_NOTHING).erasedAt).toBe(null)
    standIn.state.advance(0.2 * DAY_MS)
    expect(standIn.state.told.at(-1)?.topic).toBe('customers/redact')
  })

  test('is taken back by who asked for it, and by nobody else', async () => {
    const customer = person(WITH_NOTHING)
    const id = gid('Customer', customer.id)
    expect((await write(CANCEL, { id })).userErrors).toEqual([{ code: 'NOT_BEING_ERASED' }])
    await write(REQUEST, { id })
    customer.erasureRequestedBy = 'staff'
    expect((await write(CANCEL, { id })).userErrors).toEqual([{ code: 'UNAUTHORIZED_CANCELLATION' }])
    customer.erasureRequestedBy = 'kept'
    expect((await write(CANCEL, { id })).userErrors).toEqual([])
    standIn.state.advance(400 * DAY_MS)
    expect(person(WITH_NOTHING).erasedAt).toBe(null)
  })
})
