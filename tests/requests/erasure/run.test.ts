import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { workMessage } from '../../../app/inbox/jobs.ts'
import { forgetMessagesAbout } from '../../../app/inbox/waiting-store.ts'
import { clock } from '../../../app/platform/clock.ts'
import { pool } from '../../../app/platform/db.ts'
import { actOnTask, readRecipientTasks, tellRecipients } from '../../../app/recipients/index.ts'
import { defaultWay } from '../../../app/recipients/model.ts'
import type { ErasureGroup } from '../../../app/requests/erasure/model.ts'
import { type ErasurePorts, erasurePorts } from '../../../app/requests/erasure/ports.ts'
import { verifyProof } from '../../../app/requests/erasure/proof/verify.ts'
import { erasureQueue } from '../../../app/requests/erasure/queues.ts'
import { lookAtDueErasures } from '../../../app/requests/erasure/schedule.ts'
import { noteErasureGivenUp, workErasure } from '../../../app/requests/erasure/work.ts'
import { confirmIdentity } from '../../../app/requests/identity/confirm.ts'
import {
  actOnErasure,
  cancelErasure,
  confirmErasure,
  erasuresForStaff,
  fileRequest,
  planErasure,
  readErasureOf,
  readRequest,
  readShownErasure,
  type ShownErasure,
  saveRequestSettings,
} from '../../../app/requests/index.ts'
import { ShopifyUnavailable } from '../../../app/shopify/calls.ts'
import { noteInstalled, noteUninstalled } from '../../../app/shopify/installation.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { takeJobs } from '../../../scripts/history/worker.ts'
import { publishRegister } from '../../consent/marketing/a-subscribing-shop.ts'
import { sendMails, withMailConfigured } from '../../mail/with-mail.ts'
import { theTemplate } from '../../register/a-register.ts'
import { aMailServer } from '../../setup/a-mail-server.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { payingBy } from '../../stand-in/shop/begun.ts'
import { placeOrder } from '../../stand-in/shop/buy.ts'
import { eraseDue, requestErasure } from '../../stand-in/shop/erase.ts'
import { merge } from '../../stand-in/shop/merge.ts'
import type { Customer } from '../../stand-in/shop/model.ts'
import { customerBody } from '../../stand-in/shop/webhooks.ts'
import { aFiling } from '../a-filing.ts'
import { ALL_SCOPES, act, aShopThatHolds, BRIEF, grant, inShop, SHOP, standIn } from '../held/a-collection.ts'

const DAY_MS = 86_400_000
const SCOPES = ALL_SCOPES
const { mails, send, close } = await aMailServer()
const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
let restoreMail: () => void
const ports: ErasurePorts = {
  ...erasurePorts(forgetMessagesAbout),
  clientOf: clientsWith(BRIEF),
  tellRecipients: async () => 2,
}

beforeAll(async () => {
  restoreMail = withMailConfigured()
  await owner.connect()
  await aShopThatHolds()
  await grant(SCOPES)
  await inShop((tx) => saveRequestSettings(tx, { revision: 0, settings: { tellStaff: ['thea@example.com'] } }, '7'))
}, 30_000)
beforeEach(() => {
  mails.length = 0
})
afterEach(async () => {
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
  vi.restoreAllMocks()
})
afterAll(async () => {
  clock.shift(0)
  restoreMail()
  await owner.end()
  await close()
})

let passed = 0
/** Lets days pass: at Shopify, whose webhooks arrive, and at Kept. */
async function pass(days: number): Promise<void> {
  passed += days
  clock.shift(passed * DAY_MS)
  standIn.state.advance(days * DAY_MS)
  await arrive()
}

/** Works the webhooks that have arrived. */
async function arrive(): Promise<void> {
  await standIn.told()
  const messages = await inShop((tx) =>
    tx.inboxMessage.findMany({ where: { state: 'received' }, orderBy: { receivedAt: 'asc' } }),
  )
  for (const { id } of messages) await workMessage(SHOP, id)
}

let taken = 20
/** A customer of nobody else's, who ordered so many days ago. */
function aCustomer(orderedDaysAgo: number | null = 30): Customer {
  taken += 1
  const customer = standIn.state.shop.customers[taken]
  if (!customer) throw new Error('The stand-in has no more customers')
  const shop = standIn.state.shop
  shop.orders = shop.orders.filter(({ customerId }) => customerId !== customer.id)
  Object.assign(customer, {
    email: `erase-${taken}@person.example`,
    phone: null,
    marketingState: 'SUBSCRIBED',
    marketingUpdatedAt: null,
  })
  if (orderedDaysAgo !== null)
    placeOrder(standIn.state, customer, new Date(+standIn.state.now() - orderedDaysAgo * DAY_MS))
  return customer
}

/** A request for erasure of somebody whom staff know. */
async function aRequest(customer: Customer): Promise<string> {
  const email = customer.email ?? ''
  const filing = aFiling({ kind: 'erasure', email, customerId: String(customer.id), text: 'Please erase me' })
  const filed = await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
  if (!filed.ok) throw new Error(filed.reason)
  await act(filed.opened.requestId, 'confirm_identity', { method: 'attested' })
  return filed.opened.requestId
}

/** Works the jobs that are due until none is left, with the mails between them. */
async function work(given: ErasurePorts = ports): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    const jobs = await takeJobs(SHOP, [erasureQueue.name])
    for (const { data } of jobs) await workErasure(erasureQueue.schema.parse(data), given)
    await sendMails(SHOP, send)
    if (jobs.length === 0) return
  }
}

async function shown(requestId: string): Promise<ShownErasure> {
  const erasure = await inShop((tx) => readErasureOf(tx, requestId))
  if (!erasure) throw new Error('no erasure')
  return erasure
}

async function planned(requestId: string): Promise<ShownErasure> {
  expect(await inShop((tx) => planErasure(tx, requestId))).toEqual({ ok: true })
  await work()
  return shown(requestId)
}

const confirm = async (requestId: string, note = 'The law keeps invoices') => {
  const seen = (await shown(requestId)).plannedAt?.toISOString() ?? ''
  return inShop((tx) => confirmErasure(tx, requestId, { seen, note, staffId: '7' }))
}

/** Somebody whose erasure was carried out as far as Kept can. */
async function erased(customer: Customer): Promise<ShownErasure> {
  const id = await aRequest(customer)
  await planned(id)
  expect(await confirm(id)).toEqual({ ok: true })
  await work()
  return shown(id)
}

const sweep = () => lookAtDueErasures(ports)
const proofOf = (erasureId: string) =>
  inShop((tx) => tx.erasureProof.findFirst({ where: { erasureId }, orderBy: { version: 'desc' } })).then(
    (proof) => proof?.content ?? '',
  )
const stepsOf = ({ steps }: ShownErasure) => Object.fromEntries(steps.map(({ step, state }) => [step, state]))

/** Where a text stands in any table, the queue too. */
async function placesOf(text: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`)
  const sql = rows.map(
    ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name} AS row WHERE strpos(row::text, $1) > 0)`,
  )
  const found = await owner.query<{ name: string }>(sql.join(' UNION ALL '), [text])
  return found.rows.map(({ name }) => name)
}

test('a person is planned, erased and answered, and months later Shopify is seen to have done it; nothing readable stays', async () => {
  const customer = aCustomer()
  const [email, customerId] = [customer.email ?? '', String(customer.id)]
  const id = await aRequest(customer)
  const plan = await planned(id)
  expect(plan).toMatchObject({ run: 'planned', state: 'not_requested', needsNote: true, canBeCancelled: false })
  expect(customer.erasureRequestedAt).toBeFalsy()
  expect(await confirm(id, '')).toEqual({ ok: false, reason: 'reason_missing' })
  expect(await confirm(id)).toEqual({ ok: true })
  await work()
  const done = await shown(id)
  expect(done).toMatchObject({ run: 'done', state: 'held', canBeCancelled: true, alarm: null })
  expect(stepsOf(done)).toMatchObject({
    marketing_consent: 'done',
    customer_profile: 'done',
    recipients: 'done',
    answer: 'done',
    kept_identity: 'done',
    suppression_hash: 'done',
  })
  expect(customer).toMatchObject({ marketingState: 'UNSUBSCRIBED', erasureRequestedBy: 'kept' })
  const answer = mails.find(({ to }) => JSON.stringify(to).includes(email))
  expect(answer?.text).toContain('2224')
  expect(answer?.text).toMatch(/Shopify/)
  const detail = await inShop((tx) => readRequest(tx, id))
  expect(detail).toMatchObject({ person: [], life: { state: 'answered' }, row: { subjectId: null } })
  expect([await placesOf(email), await placesOf(customerId)]).toEqual([[], []])
  await pass(155)
  await sweep()
  expect(await shown(id)).toMatchObject({ state: 'grace', alarm: null })
  expect(customer.email).toBe(email)
  await pass(11)
  expect(customer.erasedAt).toBeTruthy()
  expect(await shown(id)).toMatchObject({ state: 'redact_seen' })
  await sweep()
  expect(await shown(id)).toMatchObject({ state: 'verified', alarm: null, canBeCancelled: false, lookAt: null })
  const { rows } = await owner.query('SELECT customer FROM erasures WHERE request_id = $1', [id])
  expect(rows).toEqual([{ customer: null }])
  // What stays is the proof: as it was when Kept was done, and when Shopify was.
  const proofs = await inShop((tx) =>
    tx.erasureProof.findMany({ where: { requestId: id }, orderBy: { version: 'asc' } }),
  )
  expect(proofs.map(({ content }) => verifyProof(content, null))).toMatchObject([
    { ok: true, proof: { head: { settled: false }, shopify: { state: 'held' } } },
    { ok: true, proof: { head: { settled: true }, shopify: { state: 'verified' } } },
  ])
  expect([await placesOf(email), await placesOf(customerId)]).toEqual([[], []])
})

describe('a worker that is killed at any step', () => {
  test('goes on behind it: everything happens once, and the person gets one answer', async () => {
    const customer = aCustomer()
    const email = customer.email ?? ''
    const id = await aRequest(customer)
    await planned(id)
    await confirm(id)
    let kills = 0
    // Each run dies in its n-th transaction, later and later, until one gets through.
    for (let n = 1; n < 60 && (await shown(id)).run !== 'done'; n += 1) {
      const killed: ErasurePorts = {
        ...ports,
        clientOf: async (shop) => ports.clientOf(shop),
      }
      const stop = killIn(n)
      try {
        await takeJobs(SHOP, [erasureQueue.name])
        const { id: erasureId } = await shownUnkilled(id)
        await workErasure({ shop: SHOP, receivedAt: 1, erasureId }, killed)
      } catch (error) {
        if (!(error instanceof Killed)) throw error
        kills += 1
      } finally {
        stop()
      }
      await sendMails(SHOP, send)
    }
    expect(kills).toBeGreaterThan(5)
    expect(await shown(id)).toMatchObject({ run: 'done', state: 'held' })
    expect(mails.filter(({ to }) => JSON.stringify(to).includes(email))).toHaveLength(1)
    const events = (await inShop((tx) => readRequest(tx, id)))?.events.map(({ move }) => move) ?? []
    expect(events.filter((move) => move === 'answer')).toHaveLength(1)
  })
})

class Killed extends Error {}

/** The n-th step that is noted from now on dies before its transaction commits. */
function killIn(n: number): () => void {
  let left = n
  const now = clock.now
  const spy = vi.spyOn(clock, 'now').mockImplementation(() => {
    left -= 1
    if (left === 0) throw new Killed()
    return now()
  })
  return () => spy.mockRestore()
}
const shownUnkilled = (id: string) =>
  inShop(async (tx) => await tx.erasure.findFirstOrThrow({ where: { requestId: id } }))

describe('Shopify', () => {
  test('that spends the points, fails or does not answer is asked again', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await planned(id)
    await confirm(id)
    for (const kind of ['throttled', '500', 'timeout']) {
      await withFault(standIn, { operation: 'customerRequestDataErasure', kind })
      await expect(work()).rejects.toThrow(ShopifyUnavailable)
      expect(customer.erasureRequestedAt).toBeFalsy()
      expect(await shown(id)).toMatchObject({ run: 'running', state: 'not_requested' })
      const { id: erasureId } = await shown(id)
      await inShop((tx) => actOnErasure(tx, erasureId, { act: 'go_on' }, '7'))
      await requeue(erasureId)
    }
    await work()
    expect(await shown(id)).toMatchObject({ run: 'done', state: 'held' })
  })

  test('that may not be asked stops the run before anybody is told that they were erased; staff allow it and go on', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await planned(id)
    await confirm(id)
    await grant(SCOPES.filter((scope) => scope !== 'write_customer_data_erasure'))
    await work()
    const stopped = await shown(id)
    expect(stopped).toMatchObject({ run: 'stopped', stopped: 'access_denied', answeredAt: null, keptErasedAt: null })
    expect(mails.filter(({ subject }) => subject?.includes('effac'))).toEqual([])
    expect((await inShop(erasuresForStaff)).alarms).toBe(1)
    await grant(SCOPES)
    expect(await inShop((tx) => actOnErasure(tx, stopped.id, { act: 'go_on' }, '7'))).toEqual({ ok: true })
    await work()
    expect(await shown(id)).toMatchObject({ run: 'done', state: 'held' })
  })

  test('that refuses is asked again, and staff see it when it was asked in vain', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await planned(id)
    await confirm(id)
    const userError = { message: 'Failed', code: 'FAILED_TO_REQUEST' }
    await withFault(standIn, { operation: 'customerRequestDataErasure', kind: 'userError', userError })
    await expect(work()).rejects.toThrow(/FAILED_TO_REQUEST/)
    const { id: erasureId } = await shown(id)
    await noteErasureGivenUp({ shop: SHOP, receivedAt: 1, erasureId })
    expect(await shown(id)).toMatchObject({ run: 'stopped', stopped: 'shopify_refused' })
    await inShop((tx) => actOnErasure(tx, erasureId, { act: 'go_on' }, '7'))
    await work()
    expect(await shown(id)).toMatchObject({ run: 'done', state: 'held' })
  })

  test('without the customer has nothing to erase, and Kept forgets them all the same', async () => {
    const customer = aCustomer(null)
    const id = await aRequest(customer)
    await planned(id)
    standIn.state.shop.customers = standIn.state.shop.customers.filter((one) => one !== customer)
    await confirm(id)
    await work()
    const done = await shown(id)
    expect(done).toMatchObject({ run: 'done', state: 'no_customer' })
    expect(stepsOf(done)).toMatchObject({ customer_profile: 'nothing_there', kept_identity: 'done' })
  })
})

const requeue = (erasureId: string) =>
  inShop(async (tx) => {
    const { enqueueErasure } = await import('../../../app/requests/erasure/enqueue.ts')
    await enqueueErasure(tx, erasureId)
  })

describe('while Shopify waits', () => {
  test('a new order moves the day, and nobody is alarmed', async () => {
    const customer = aCustomer()
    const { requestId } = await erased(customer)
    const before = await shown(requestId ?? '')
    await pass(20)
    placeOrder(standIn.state, customer, standIn.state.now())
    await sweep()
    const after = await shown(requestId ?? '')
    expect(after.state).toBe('held')
    expect(String(after.erasedBy) > String(before.erasedBy)).toBe(true)
    await pass(175)
    await sweep()
    expect(await shown(requestId ?? '')).toMatchObject({ state: 'held', alarm: null })
  })

  test('staff take it back, and Shopify erases nobody', async () => {
    const customer = aCustomer(1)
    const done = await erased(customer)
    const client = await ports.clientOf(SHOP)
    const cancel = () => cancelErasure(SHOP, done.id, '7', client, ports.writeProof)
    await withFault(standIn, {
      operation: 'customerCancelDataErasure',
      kind: 'userError',
      userError: { message: 'No', code: 'FAILED_TO_CANCEL' },
    })
    expect(await cancel()).toEqual({ ok: false, reason: 'failed_to_cancel' })
    expect(await cancel()).toEqual({ ok: true })
    expect(customer.erasureRequestedAt).toBeNull()
    expect(await cancel()).toEqual({ ok: false, reason: 'not_now' })
    await sweep()
    expect(await shown(done.requestId ?? '')).toMatchObject({ state: 'cancelled', settledBy: '7', lookAt: null })
  })

  test('who else asked for it alone can take it back, and staff are told so', async () => {
    const customer = aCustomer(1)
    requestErasure(standIn.state, customer, 'staff')
    const done = await erased(customer)
    const client = await ports.clientOf(SHOP)
    expect(await cancelErasure(SHOP, done.id, '7', client, ports.writeProof)).toEqual({
      ok: false,
      reason: 'requested_by_another',
    })
  })

  test('a merge moves it to the customer who remains', async () => {
    const [customer, other] = [aCustomer(5), aCustomer(5)]
    const done = await erased(customer)
    const kept = merge(standIn.state, [customer, other], {
      customerIdOfEmailToKeep: `gid://shopify/Customer/${other.id}`,
    })
    expect(kept).toBe(other)
    await arrive()
    await work()
    expect(await shown(done.requestId ?? '')).toMatchObject({ run: 'done', state: 'held' })
    expect(other.erasureRequestedBy).toBe('kept')
    await pass(200)
    await sweep()
    expect(await shown(done.requestId ?? '')).toMatchObject({ state: 'verified' })
    expect(other.erasedAt).toBeTruthy()
  })

  test('an uninstallation is said, and it goes on once Kept is installed again', async () => {
    const customer = aCustomer(1)
    const done = await erased(customer)
    await pass(2)
    await inShop((tx) => noteUninstalled(tx, clock.now()))
    await sweep()
    expect(await shown(done.requestId ?? '')).toMatchObject({ state: 'held', notInstalled: true })
    await pass(2)
    await inShop(noteInstalled)
    await grant(SCOPES)
    await sweep()
    expect(await shown(done.requestId ?? '')).toMatchObject({ state: 'held', notInstalled: false })
  })

  test('a day that is over alarms staff once: on Home and by mail', async () => {
    const customer = aCustomer(179)
    const done = await erased(customer)
    // Shopify does not get to it.
    customer.erasureRequestedAt = null
    const before = (await inShop(erasuresForStaff)).alarms
    await pass(15)
    await sweep()
    await sendMails(SHOP, send)
    expect(await shown(done.requestId ?? '')).toMatchObject({ state: 'grace', alarm: 'late' })
    expect((await inShop(erasuresForStaff)).alarms).toBe(before + 1)
    const warned = () => mails.filter(({ subject }) => subject?.includes('an erasure is not confirmed')).length
    expect(warned()).toBe(1)
    await pass(1)
    await sweep()
    await sendMails(SHOP, send)
    expect(warned()).toBe(1)

    await pass(30)
    await sweep()
    const failed = await shown(done.requestId ?? '')
    expect(failed).toMatchObject({ state: 'failed', lookAt: null })
    expect(await proofOf(failed.id), 'the proof says so').toContain('"state":"failed"')
    expect(
      await inShop((tx) => actOnErasure(tx, failed.id, { act: 'go_on' }, '7')),
      'staff have Shopify asked again',
    ).toEqual({
      ok: true,
    })
    await sweep()
    expect(await shown(done.requestId ?? '')).toMatchObject({ alarm: null, settledAt: null })
    expect(customer.erasureRequestedAt).not.toBeNull()
    await pass(190)
    await sweep()
    expect(await shown(done.requestId ?? '')).toMatchObject({ state: 'verified', alarm: null })
  })
})

test('a recipient who answers after Shopify has ended still gets into the proof, and the proof says until when it is not the last', async () => {
  const customer = aCustomer(200)
  const done = await erased(customer)
  const { requestId } = done
  const recipient = theTemplate().recipients.find((one) => one.kind === 'processor' && defaultWay(one) !== 'platform')
  if (!recipient || requestId === null) throw new Error('nobody to tell')
  const person = { email: customer.email, phone: null, customerId: String(customer.id) }
  const telling = { occasion: 'erasure', occasionId: done.id, requestId, person, changes: ['Orders'] } as const
  await inShop((tx) => tellRecipients(tx, { ...telling, recipients: [{ ...recipient, noticeEmail: null }] }))
  await pass(15)
  await sweep()
  expect(await shown(requestId)).toMatchObject({ state: 'verified' })
  expect(verifyProof(await proofOf(done.id), null)).toMatchObject({ ok: true, proof: { head: { settled: false } } })
  const [task] = await inShop((tx) => readRecipientTasks(tx, { occasionId: done.id }))
  const mark = { act: 'mark_done', task: task?.id ?? '', note: 'Told by phone' } as const
  expect(await inShop((tx) => actOnTask(tx, { occasionId: randomUUID() }, mark, '7'))).toMatchObject({ ok: false })
  expect(await inShop((tx) => actOnTask(tx, { occasionId: done.id }, mark, '7'))).toEqual({ ok: true })
  await pass(1)
  await sweep()
  const last = await proofOf(done.id)
  expect(verifyProof(last, null)).toMatchObject({ ok: true, proof: { head: { settled: true } } })
  expect(last).toContain('done_by_hand')
  expect(await shown(requestId)).toMatchObject({ lookAt: null })
})

test('what Shopify refuses to erase is not said to be erased; once staff did it by hand the proof says so', async () => {
  const customer = aCustomer(200)
  const { shop } = standIn.state
  const [methods, [contract]] = [payingBy(customer, standIn.state.now()), shop.subscriptions]
  if (!contract) throw new Error('nobody subscribes to anything')
  shop.paymentMethods.push(...methods)
  shop.subscriptions.push({
    ...contract,
    id: customer.id,
    customerId: customer.id,
    paymentMethodId: methods[0]?.id ?? '',
  })
  const done = await erased(customer)
  const requestId = done.requestId ?? ''
  const step = (await shown(requestId)).steps.find((one) => one.step === 'payment_methods')
  expect(step).toMatchObject({ state: 'refused', limit: 'paying_subscriptions' })
  const { text = '' } = mails.find(({ to }) => JSON.stringify(to).includes(customer.email ?? '-')) ?? {}
  expect(text).toMatch(/Pas encore effacé[^\n]*moyens de paiement/)
  expect(text).not.toMatch(/Effacé maintenant[^\n]*moyens de paiement/)
  const mark = (group: ErasureGroup) =>
    inShop((tx) => actOnErasure(tx, done.id, { act: 'done_by_hand', group }, '7', ports.writeProof))
  expect(await mark('customer_tags'), 'what was done, or is not there, has nothing left').toMatchObject({ ok: false })
  expect(await mark('payment_methods')).toEqual({ ok: true })
  expect(await mark('payment_methods'), 'twice').toMatchObject({ ok: false })
  const verified = verifyProof(await proofOf(done.id), null)
  const groups = verified.ok ? verified.proof.groups : []
  expect(groups.find(({ group }) => group === 'payment_methods')?.outcome).toMatchObject({
    state: 'done_by_hand',
    by: '7',
  })
})

test('who never bought and only wrote a comment has it planned and deleted, although there is no customer', async () => {
  const email = 'only.a.reader@person.example'
  const [comment] = standIn.state.shop.comments
  if (!comment) throw new Error('The stand-in has no comments')
  const theirs = {
    ...comment,
    id: standIn.state.nextId(),
    author: { ...comment.author, email },
  }
  standIn.state.shop.comments.push(theirs)
  const filed = await inShop((tx) =>
    fileRequest(tx, aFiling({ kind: 'erasure', email }), { staffId: '7', timeZone: 'Europe/Paris' }),
  )
  if (!filed.ok) throw new Error(filed.reason)
  const { requestId } = filed.opened
  await act(requestId, 'confirm_identity', { method: 'attested' })
  const { plan } = await planned(requestId)
  const line = (group: string) => plan?.lines.find((one) => one.group === group)
  expect(line('blog_comments')).toMatchObject({ fate: { fate: 'erased_now' }, count: 1 })
  expect(line('order_notes')).toMatchObject({ fate: { fate: 'nothing_held' } })
  expect(await confirm(requestId)).toEqual({ ok: true })
  await work()
  expect(stepsOf(await shown(requestId))).toMatchObject({ blog_comments: 'done', order_notes: 'nothing_there' })
  expect(standIn.state.shop.comments).not.toContain(theirs)
})

describe('somebody who was erased and is there again', () => {
  test('as a new customer with the same address is said to staff, who say why; updates of who still waits are no return', async () => {
    const customer = aCustomer(1)
    const email = customer.email ?? ''
    const done = await erased(customer)
    standIn.state.tell('customers/update', customerBody({ ...customer, updatedAt: standIn.state.now().toISOString() }))
    await pass(1)
    expect(await shown(done.requestId ?? '')).toMatchObject({ returnedAt: null })
    const updatedAt = standIn.state.now().toISOString()
    const again = { ...customer, id: standIn.state.nextId(), email: email.toUpperCase(), updatedAt }
    standIn.state.tell('customers/create', customerBody(again))
    await arrive()
    await sendMails(SHOP, send)
    expect(await shown(done.requestId ?? '')).toMatchObject({ returnedBy: 'customer_created', returnSettledAt: null })
    expect(mails.filter(({ subject }) => subject?.includes('an erased person is back'))).toHaveLength(1)
    expect((await inShop(erasuresForStaff)).returns).toBe(1)
    await inShop((tx) => actOnErasure(tx, done.id, { act: 'settle_return' }, '7'))
    expect((await inShop(erasuresForStaff)).returns).toBe(0)
    expect(await placesOf(email)).toEqual([])
  })

  test('who was never erased leaves no message behind', async () => {
    const before = await inShop((tx) => tx.inboxMessage.count())
    standIn.state.tell('customers/update', customerBody(aCustomer()))
    await standIn.told()
    expect(await inShop((tx) => tx.inboxMessage.count())).toBe(before)
  })
})

describe('an erasure from Shopify’s own admin', () => {
  test('ends in the same record, and is read back', async () => {
    const customer = aCustomer(200)
    requestErasure(standIn.state, customer, 'staff')
    await pass(11)
    eraseDue(standIn.state)
    await arrive()
    await work()
    await sweep()
    const row = await inShop((tx) =>
      tx.erasure.findFirstOrThrow({ where: { origin: 'shopify' }, orderBy: { createdAt: 'desc' } }),
    )
    const erasure = await inShop((tx) => readShownErasure(tx, row.id))
    expect(erasure).toMatchObject({ run: 'done', state: 'verified', requestId: null })
    expect(stepsOf(erasure as ShownErasure)).toMatchObject({ customer_profile: 'done', suppression_hash: 'done' })
    expect(erasure?.plan?.lines.find(({ group }) => group === 'orders')?.fate.fate).toBe('archived')
  })

  test('finishes a request that waited for its plan to be confirmed', async () => {
    const customer = aCustomer(200)
    const id = await aRequest(customer)
    await planned(id)
    requestErasure(standIn.state, customer, 'staff')
    await pass(11)
    await work()
    await sweep()
    expect(await shown(id)).toMatchObject({ run: 'done', state: 'verified' })
    expect((await inShop((tx) => readRequest(tx, id)))?.life.state).toBe('erased')
  })
})

describe('whoever is told by staff', () => {
  test('without a mail server: Kept forgets the person once staff say so, or after three days', async () => {
    restoreMail()
    try {
      const customer = aCustomer()
      const waiting = await erased(customer)
      expect(waiting).toMatchObject({ run: 'running', isToBeTold: true, keptErasedAt: null })
      await inShop((tx) => actOnErasure(tx, waiting.id, { act: 'told' }, '7'))
      await work()
      expect(await shown(waiting.requestId ?? '')).toMatchObject({ run: 'done' })
      const other = await erased(aCustomer())
      await pass(3)
      await sweep()
      await work()
      const late = await shown(other.requestId ?? '')
      expect(late).toMatchObject({ run: 'done' })
      expect(stepsOf(late).answer).toBe('by_hand')
    } finally {
      restoreMail = withMailConfigured()
    }
  })
})

test('a shop’s rule confirms for somebody who is signed in, and for nobody else', async () => {
  const settings = { tellStaff: [], eraseSignedInAtOnce: true }
  await inShop((tx) => saveRequestSettings(tx, { revision: 1, settings }, '7'))
  const register = theTemplate()
  await publishRegister({
    ...register,
    rightsChannel: { ...register.rightsChannel, identityMethods: ['account_login', 'email_link'] },
  })
  const ask = async (method: 'account_login' | 'email_link') => {
    const customer = aCustomer()
    const filing = aFiling({ kind: 'erasure', email: customer.email, customerId: String(customer.id) })
    const filed = await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
    if (!filed.ok) throw new Error(filed.reason)
    await inShop((tx) => confirmIdentity(tx, filed.opened.requestId, method))
    await work()
    return shown(filed.opened.requestId)
  }
  expect(await ask('email_link')).toMatchObject({ run: 'planned' })
  expect(await ask('account_login')).toMatchObject({ run: 'done', state: 'held', confirmedBy: null })
})

test('an erasure is not answered by a note, and not withdrawn once it has begun', async () => {
  const id = await aRequest(aCustomer())
  expect(await act(id, 'answer')).toEqual({ ok: false, reason: 'work_decides' })
  await planned(id)
  await confirm(id)
  expect(await act(id, 'withdraw')).toEqual({ ok: false, reason: 'work_decides' })
  expect((await inShop((tx) => readRequest(tx, id)))?.acts.map(({ name }) => name)).not.toContain('answer')
  await takeJobs(SHOP, [erasureQueue.name])
})

test('no job names anybody', async () => {
  await planned(await aRequest(aCustomer()))
  await requeue((await erased(aCustomer())).id)
  const { rows } = await pool.query(`SELECT data FROM pgboss.job WHERE name = $1`, [erasureQueue.name])
  expect(rows.length).toBeGreaterThan(0)
  for (const { data } of rows) expect(Object.keys(data).toSorted()).toEqual(['erasureId', 'receivedAt', 'shop'])
})
