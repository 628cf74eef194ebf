import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { currentChoicesOf } from '../../app/consent/index.ts'
import { workMessage } from '../../app/inbox/jobs.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { customerIdOf, findSubjects, identifiersOf } from '../../app/subjects/index.ts'
import { aCustomer, aDecision, type WebhookOptions } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { about, deliver, messageOf, newShop, secondsAgo, triggeredAt } from './deliver.ts'

const doors = withDoors()

type Customer = ReturnType<typeof aCustomer>
const gid = ({ id }: { id: number | string }) => `gid://shopify/Customer/${id}`
const merged = (kept: Customer, deleted: Customer, status = 'completed') => ({
  admin_graphql_api_customer_kept_id: gid(kept),
  admin_graphql_api_customer_deleted_id: gid(deleted),
  admin_graphql_api_job_id: null,
  status,
  errors: [],
})
const merge = (shop: ShopDomain, kept: Customer, deleted: Customer, options: WebhookOptions = {}) =>
  deliver(doors, shop, 'customers/merge', merged(kept, deleted), options)
const redact = (shop: ShopDomain, customer: object) =>
  deliver(doors, shop, 'customers/redact', { ...about(shop, customer), orders_to_redact: [] })
const askForData = (shop: ShopDomain, customer: object, options: WebhookOptions = {}) =>
  deliver(doors, shop, 'customers/data_request', about(shop, customer), options)
const decides = (shop: ShopDomain, customer: Customer, choices: object) =>
  doors.consent(aDecision({ choices }), { shop, customerId: String(customer.id) })

const counts = (shop: ShopDomain) =>
  forShop(shop, async (tx) => ({
    identifiers: await tx.subjectIdentifier.count(),
    events: await tx.consentEvent.count(),
    merges: await tx.mergedCustomer.count(),
    open: await tx.dataSubjectRequest.count({ where: { state: 'received' } }),
  }))
const NOTHING = { identifiers: 0, events: 0, merges: 0, open: 0 }

const choicesOf = (shop: ShopDomain, customer: Customer) =>
  forShop(shop, async (tx) => {
    const [subject] = await findSubjects(tx, identifiersOf({ id: customer.id }))
    return subject && Object.fromEntries((await currentChoicesOf(tx, subject)).map((one) => [one.purpose, one.granted]))
  })

describe('two customers that Shopify merged are one person', () => {
  test('erasing the one that stays erases the identifiers, decisions and requests of the other', async () => {
    const shop = newShop()
    const [kept, deleted] = [aCustomer(), aCustomer()]
    await askForData(shop, deleted)
    await decides(shop, deleted, { a: true })
    await decides(shop, kept, { a: true })
    await merge(shop, kept, deleted)
    await redact(shop, kept)
    expect(await counts(shop)).toEqual(NOTHING)
  })

  test('also where Kept learns of one or both only after the merge', async () => {
    const shop = newShop()
    const [kept, deleted, chain] = [aCustomer(), aCustomer(), aCustomer()]
    await merge(shop, kept, deleted)
    await merge(shop, chain, kept)
    await askForData(shop, deleted)
    await decides(shop, kept, { a: true })
    await redact(shop, chain)
    expect(await counts(shop)).toEqual(NOTHING)
  })

  test('a refusal by either counts for both, and is followed up for the one that stays', async () => {
    const shop = newShop()
    const [kept, deleted] = [aCustomer(), aCustomer()]
    await decides(shop, kept, { marketing: true })
    await decides(shop, deleted, { marketing: false })
    await pool.query(`DELETE FROM pgboss.job WHERE data ->> 'shop' = $1`, [shop])
    await merge(shop, kept, deleted)
    expect(await choicesOf(shop, kept)).toEqual({ marketing: false })
    expect(await choicesOf(shop, deleted)).toEqual({ marketing: false })
    const { rows } = await pool.query(
      `SELECT data ->> 'subject' AS subject FROM pgboss.job WHERE name = 'marketing-write-back' AND data ->> 'shop' = $1`,
      [shop],
    )
    expect(rows).toHaveLength(1)
    expect(await forShop(shop, (tx) => customerIdOf(tx, rows[0].subject))).toBe(String(kept.id))
  })

  test('told twice, at once or again later, changes nothing', async () => {
    const shop = newShop()
    const [kept, deleted] = [aCustomer(), aCustomer()]
    await decides(shop, deleted, { a: true })
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of ids) await doors.webhook('customers/merge', merged(kept, deleted), { shop, id })
    await Promise.all(ids.map((id) => workMessage(shop, id)))
    expect((await counts(shop)).merges).toBe(1)
    await redact(shop, kept)
    await merge(shop, kept, deleted, triggeredAt(secondsAgo(60)))
    expect(await counts(shop)).toEqual(NOTHING)
  })

  test('erased before Kept heard of the merge: the other one goes with them', async () => {
    const shop = newShop()
    const [kept, deleted] = [aCustomer(), aCustomer()]
    await decides(shop, deleted, { a: true })
    await redact(shop, kept)
    await merge(shop, kept, deleted, triggeredAt(secondsAgo(60)))
    expect(await counts(shop)).toEqual(NOTHING)
    // Nor does the other one come back by what is older.
    await askForData(shop, deleted, triggeredAt(secondsAgo(30)))
    expect(await counts(shop)).toEqual(NOTHING)
  })

  test('a merge after the erasure of one erases nothing of the other', async () => {
    const shop = newShop()
    const [kept, deleted] = [aCustomer(), aCustomer()]
    await decides(shop, kept, { a: true })
    await redact(shop, deleted)
    await merge(shop, kept, deleted)
    expect(await choicesOf(shop, kept)).toEqual({ a: true })
  })
})

describe('two customers stay two', () => {
  test.each(['failed', 'in_progress', 'requested'])('when Shopify says that the merge is %s', async (status) => {
    const shop = newShop()
    const [kept, deleted] = [aCustomer(), aCustomer()]
    await decides(shop, deleted, { a: true })
    const id = await deliver(doors, shop, 'customers/merge', merged(kept, deleted, status))
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done', outcome: { merged: false } })
    await redact(shop, kept)
    expect(await choicesOf(shop, deleted)).toEqual({ a: true })
  })

  test('when they merely share an address', async () => {
    const shop = newShop()
    const [kept, deleted, third] = [aCustomer(), aCustomer(), aCustomer()]
    await askForData(shop, { ...third, email: kept.email })
    await merge(shop, kept, deleted)
    await askForData(shop, kept)
    await redact(shop, kept)
    expect(await forShop(shop, (tx) => findSubjects(tx, identifiersOf({ id: third.id })))).toHaveLength(1)
  })
})
