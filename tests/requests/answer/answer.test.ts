import { createHash, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { clock } from '../../../app/platform/clock.ts'
import { forShop, type ShopTransaction } from '../../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { settleVersion, writeDraft } from '../../../app/register/index.ts'
import { readNextStep } from '../../../app/requests/answer/at-once.ts'
import { expireDueAnswers } from '../../../app/requests/answer/expire.ts'
import type { HeldReader } from '../../../app/requests/answer/held-reader.ts'
import { PORTION_BYTES } from '../../../app/requests/answer/limits.ts'
import { makeAnswer } from '../../../app/requests/answer/make.ts'
import { noteAnswerGivenUp, workAnswer } from '../../../app/requests/answer/write.ts'
import type { AnsweredRow } from '../../../app/requests/held/model.ts'
import {
  AnswerGone,
  actOnRequest,
  answerPortions,
  erasePerson,
  fileRequest,
  noteDownload,
  noteLookedAt,
  readAnswer,
  readAnswerPart,
  readRequest,
  staffAct,
} from '../../../app/requests/index.ts'
import { recordEvent } from '../../../app/requests/lifecycle/record-event.ts'
import { identifiersOf } from '../../../app/subjects/index.ts'
import { newShop } from '../../inbox/deliver.ts'
import { theTemplate } from '../../register/a-register.ts'
import { freezeJudged } from '../../register/freeze.ts'
import { aFiling } from '../a-filing.ts'
import { aRow, unzipped } from './an-answer.ts'

beforeAll(startQueue)
afterAll(() => stopQueue(0))
afterEach(() => vi.restoreAllMocks())

const ANNE = '7'
const STAFF = { by: 'staff', staffId: ANNE } as const
const PERSON = { by: 'person', staffId: null } as const

/** Incompressible, so that the file has several portions. */
const noise = (seed: number) =>
  Array.from({ length: 64 }, (_part, index) => createHash('sha256').update(`${seed} ${index}`).digest('base64')).join(
    '',
  )

const ROWS: AnsweredRow[] = [
  aRow('customer', { values: { firstName: 'Anne', email: 'anne@example.com' } }),
  ...Array.from({ length: 150 }, (_row, index) =>
    aRow('orders', {
      id: `${index}`,
      values: { name: `#${index}`, note: noise(index) },
      masked: { giftNote: 'rights_of_others' },
    }),
  ),
]

/** Enough where the file's size does not matter. */
const FEW = ROWS.slice(0, 3)

const heldOf = (rows: readonly AnsweredRow[], changed: Partial<HeldReader> = {}): HeldReader => ({
  answeredRows: async function* () {
    yield* rows
  },
  readCollection: async () => ({ state: 'collected', unread: [], finishedAt: new Date('2020-01-01') }),
  startCollecting: async () => undefined,
  answersAtOnce: async () => false,
  fieldsOf: (table, column) => (table === 'customer' ? [`Customer.${column}`] : [`Order.${column}`]),
  ...changed,
})

async function aRequest(given: object = {}): Promise<{ shop: ShopDomain; id: string; email: string }> {
  const shop = newShop()
  const email = `${randomUUID()}@example.com`
  const id = await forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: ANNE })
    const frozen = await freezeJudged(tx, { revision, author: ANNE })
    if (!frozen.ok) throw new Error('the register was not frozen')
    await settleVersion(tx, frozen.version.number, { state: 'published', at: new Date() })
    const filed = await fileRequest(tx, aFiling({ email, ...given }), { staffId: ANNE, timeZone: 'Europe/Paris' })
    if (!filed.ok) throw new Error(filed.reason)
    return filed.opened.requestId
  })
  await act(shop, id, 'confirm_identity', { method: 'attested' })
  return { shop, id, email }
}

async function act(shop: ShopDomain, id: string, move: string, facts: object = {}) {
  const held = heldOf(FEW)
  const result = await forShop(shop, async (tx) => {
    const seen = (await readRequest(tx, id))?.events.length
    return actOnRequest(tx, id, staffAct.parse({ seen, note: 'because', move, facts }), ANNE, { held })
  })
  expect(result).toMatchObject({ ok: true })
}

const ask = (shop: ShopDomain, id: string, held = heldOf(FEW)) =>
  forShop(shop, async (tx) => {
    await noteLookedAt(tx, id, ANNE)
    return makeAnswer(tx, id, { held })
  })

const jobOf = (shop: ShopDomain, requestId: string) => ({ shop, requestId, receivedAt: Date.now() })
const work = (shop: ShopDomain, id: string, held = heldOf(FEW)) => workAnswer(jobOf(shop, id), held)
const read = (shop: ShopDomain, id: string) => forShop(shop, (tx) => readAnswer(tx, id))

async function download(shop: ShopDomain, id: string): Promise<Buffer> {
  const portions: Buffer[] = []
  for await (const portion of answerPortions(shop, id)) portions.push(portion)
  return Buffer.concat(portions)
}

const portionsIn = (shop: ShopDomain) => forShop(shop, (tx) => tx.requestAnswerPortion.findMany())

test('what was collected is in the file, row by row, and the file is what its hash says', async () => {
  const { shop, id } = await aRequest()
  expect(await ask(shop, id)).toEqual({ ok: true })
  expect(await read(shop, id)).toMatchObject({ state: 'making', bytes: null })
  await work(shop, id, heldOf(ROWS))
  const answer = await read(shop, id)
  expect(answer).toMatchObject({ state: 'ready', percent: 100, rows: { customer: 1, orders: 150 }, downloads: [] })
  const zip = await download(shop, id)
  expect(zip.length).toBe(answer?.bytes)
  expect(zip.length).toBeGreaterThan(2 * PORTION_BYTES)
  expect(createHash('sha256').update(zip).digest('hex')).toBe(answer?.sha256)
  const files = await unzipped(zip)
  const { tables } = JSON.parse(files['data.json'] ?? '')
  expect([...tables.customer, ...tables.orders]).toEqual(ROWS.map(({ table: _table, ...row }) => row))
  expect(files['letter.txt']).toContain('Bonjour')
  expect(await forShop(shop, (tx) => readAnswerPart(tx, id, 'letter'))).toBe(files['letter.txt'])
  const preview = await forShop(shop, (tx) => readAnswerPart(tx, id, 'preview'))
  expect(preview).toContain('anne@example.com')
  expect(preview).not.toContain('href="tables/')
})

test('nothing of it can be read in the database', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  await work(shop, id)
  for (const { content } of await portionsIn(shop)) {
    const bytes = Buffer.from(content).toString('latin1')
    expect(bytes).not.toMatch(/PK.{0,2}index|Bonjour|anne@|DOCTYPE/i)
  }
})

test('to take elsewhere, somebody gets what they gave and what was observed, not what was derived or is the law’s', async () => {
  const { shop, id } = await aRequest({ kind: 'portability' })
  const held = heldOf([
    aRow('customer', { values: { firstName: 'Anne', email: 'anne@example.com', secretScore: 7 } }),
    aRow('profiles', { values: { predictedSpendTier: 'HIGH' } }),
    aRow('orders', { values: { name: '#1', inventedByNobody: 'high' } }),
    aRow('consents', { values: { purpose: 'email' } }),
  ])
  await ask(shop, id, held)
  await work(shop, id, held)
  const files = await unzipped(await download(shop, id))
  expect(JSON.parse(files['data.json'] ?? '').tables).toEqual({
    customer: [{ id: '1', parent: null, values: { firstName: 'Anne' }, masked: {} }],
    orders: [{ id: '1', parent: null, values: { name: '#1' }, masked: {} }],
  })
})

test('a process that is killed between two portions leaves nothing of its own in the file', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  const killed = new Error('killed')
  let passes = 0
  const dying = heldOf([], {
    answeredRows: async function* () {
      passes += 1
      for (const row of ROWS) {
        if (passes === 4 && row.id === '120') throw killed
        yield row
      }
    },
  })
  await expect(work(shop, id, dying)).rejects.toThrow(killed)
  expect((await portionsIn(shop)).filter(({ part }) => part === 'archive').length).toBeGreaterThan(0)
  expect(await read(shop, id)).toMatchObject({ state: 'making' })
  await expect(download(shop, id)).rejects.toThrow(AnswerGone)
  await work(shop, id)
  const runs = new Set((await portionsIn(shop)).map(({ run }) => run))
  expect(runs.size).toBe(1)
  expect(Object.keys(await unzipped(await download(shop, id)))).toContain('csv/orders.csv')
})

test('of two processes at once, one makes the file and the other one gives way', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  let second: Promise<void> | null = null
  const slow = heldOf([], {
    answeredRows: async function* () {
      for (const row of ROWS) {
        if (row.id === '100' && second === null) {
          second = work(shop, id)
          await second
        }
        yield row
      }
    },
  })
  await work(shop, id, slow)
  expect(new Set((await portionsIn(shop)).map(({ run }) => run)).size).toBe(1)
  expect(
    createHash('sha256')
      .update(await download(shop, id))
      .digest('hex'),
  ).toBe((await read(shop, id))?.sha256)
})

test('a job that comes again, and a second click, change nothing', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  await ask(shop, id)
  const before = await read(shop, id)
  expect(before?.state).toBe('making')
  await work(shop, id)
  const made = await read(shop, id)
  await work(shop, id)
  expect(await read(shop, id)).toEqual(made)
})

test('a person who is erased while their file is made is in no file', async () => {
  const { shop, id, email } = await aRequest()
  await ask(shop, id)
  let erased = false
  const held = heldOf([], {
    answeredRows: async function* () {
      for (const row of ROWS) {
        if (row.id === '80' && !erased) {
          erased = true
          await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email })))
        }
        yield row
      }
    },
  })
  await work(shop, id, held)
  expect(await portionsIn(shop)).toEqual([])
  expect(await read(shop, id)).toBeNull()
  await noteAnswerGivenUp(jobOf(shop, id))
  expect(await read(shop, id)).toBeNull()
})

test('a person’s file goes with them', async () => {
  const { shop, id, email } = await aRequest()
  await ask(shop, id)
  await work(shop, id)
  await forShop(shop, (tx) => noteDownload(tx, id, STAFF))
  await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email })))
  expect(await portionsIn(shop)).toEqual([])
  await expect(download(shop, id)).rejects.toThrow(AnswerGone)
})

test('a download that is under way ends, rather than mix two files', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  await work(shop, id, heldOf(ROWS))
  const portions = answerPortions(shop, id)
  await portions.next()
  await ask(shop, id)
  await expect(portions.next()).rejects.toThrow(AnswerGone)
  await work(shop, id)
  await expect(answerPortions(shop, id).next()).resolves.toMatchObject({ done: false })
})

test('after fourteen days the file is destroyed; that it was made, and who downloaded it, stays', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  await work(shop, id)
  await act(shop, id, 'answer')
  expect(await forShop(shop, (tx) => noteDownload(tx, id, PERSON))).toBe(true)
  const { madeAt } = (await read(shop, id)) ?? {}
  vi.spyOn(clock, 'now').mockReturnValue(new Date(Number(madeAt) + 14 * 24 * 3600_000))
  expect(await read(shop, id)).toMatchObject({ state: 'expired' })
  await expect(download(shop, id)).rejects.toThrow(AnswerGone)
  expect(await forShop(shop, (tx) => noteDownload(tx, id, PERSON))).toBe(false)
  expect(await expireDueAnswers()).toBeGreaterThan(0)
  expect(await portionsIn(shop)).toEqual([])
  expect(await read(shop, id)).toMatchObject({ state: 'expired', downloads: [{ by: 'person', staffId: null }] })
})

test('nothing goes out unseen: not before staff looked, and not to the person before it is answered', async () => {
  const { shop, id } = await aRequest()
  const make = (held = heldOf(FEW)) => forShop(shop, (tx) => makeAnswer(tx, id, { held }))
  expect(await make()).toEqual({ ok: false, reason: 'not_looked' })
  await forShop(shop, (tx) => noteLookedAt(tx, id, ANNE))
  // What came in after somebody looked, nobody has seen.
  const later = heldOf(FEW, {
    readCollection: async () => ({ state: 'collected', unread: [], finishedAt: new Date(Date.now() + 60_000) }),
  })
  expect(await make(later)).toEqual({ ok: false, reason: 'not_looked' })
  expect(await make()).toEqual({ ok: true })
  await work(shop, id)
  expect(await forShop(shop, (tx) => noteDownload(tx, id, PERSON))).toBe(false)
  expect(await forShop(shop, (tx) => noteDownload(tx, id, STAFF))).toBe(true)
  await act(shop, id, 'answer')
  expect(await forShop(shop, (tx) => noteDownload(tx, id, PERSON))).toBe(true)
})

test('what was taken out after the file was made does not go out: staff make it again before they answer', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  const answer = async () => {
    const seen = (await forShop(shop, (tx) => readRequest(tx, id)))?.events.length
    const move = staffAct.parse({ seen, note: '', move: 'answer', facts: {} })
    return forShop(shop, (tx) => actOnRequest(tx, id, move, ANNE, { held: heldOf(FEW) }))
  }
  expect(await answer()).toEqual({ ok: false, reason: 'file_not_current' })
  await work(shop, id)
  const facts = { table: 'orders', row: 'a'.repeat(64), column: null } as const
  const event = { at: new Date(), actor: 'staff', actorId: ANNE, note: 'x', move: 'take_out', facts } as const
  await forShop(shop, (tx) => recordEvent(tx, { requestId: id, seen: null, event }))
  expect(await answer()).toEqual({ ok: false, reason: 'file_not_current' })
  expect(await forShop(shop, (tx) => noteDownload(tx, id, PERSON))).toBe(false)
  await ask(shop, id)
  await work(shop, id)
  expect(await answer()).toMatchObject({ ok: true })
  expect(await forShop(shop, (tx) => noteDownload(tx, id, PERSON))).toBe(true)
})

test('a shop that answers people who are signed in at once does so, and for nobody else', async () => {
  const { shop, id } = await aRequest()
  const steps: string[] = []
  const held = heldOf(FEW, {
    answersAtOnce: async () => true,
    startCollecting: async () => void steps.push('collect'),
  })
  await forShop(shop, (tx) => makeAnswer(tx, id, { held, unseen: true }))
  await work(shop, id, held)
  const state = () => forShop(shop, async (tx: ShopTransaction) => (await readRequest(tx, id))?.life.state)
  expect(await state()).toBe('in_progress')
  await act(shop, id, 'doubt_identity')
  await forShop(shop, async (tx) => {
    const event = { at: new Date(), actor: 'person', actorId: null, note: null } as const
    const signedIn = { ...event, move: 'confirm_identity', facts: { method: 'account_login' } } as const
    expect(await recordEvent(tx, { requestId: id, seen: null, event: signedIn })).toMatchObject({ ok: true })
  })
  const { advanceAtOnce } = await import('../../../app/requests/answer/at-once.ts')
  await forShop(shop, (tx) => advanceAtOnce(tx, id, { ...held, readCollection: async () => null }))
  expect(steps).toEqual(['collect'])
  await forShop(shop, (tx) => advanceAtOnce(tx, id, held))
  expect(await state()).toBe('answered')
})

test('when identity comes into doubt, no file is made of what was asked for before', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  await act(shop, id, 'doubt_identity')
  await work(shop, id)
  expect(await read(shop, id)).toMatchObject({ state: 'failed' })
  expect(await forShop(shop, (tx) => readNextStep(tx, id, { held: heldOf(FEW) }))).toBe('identity')
})

test('another shop sees nothing of it, and can neither make, download nor look', async () => {
  const { shop, id } = await aRequest()
  await ask(shop, id)
  await work(shop, id)
  const other = newShop()
  expect(await read(other, id)).toBeNull()
  await expect(download(other, id)).rejects.toThrow(AnswerGone)
  expect(await forShop(other, (tx) => noteDownload(tx, id, STAFF))).toBe(false)
  expect(await forShop(other, (tx) => noteLookedAt(tx, id, ANNE))).toBe(false)
  expect(await forShop(other, (tx) => makeAnswer(tx, id, { held: heldOf(FEW) }))).toMatchObject({ ok: false })
  await work(other, id)
  expect((await read(shop, id))?.state).toBe('ready')
})
