import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import {
  actOnRequest,
  erasePerson,
  fileRequest,
  findPeople,
  listQuery,
  listRequests,
  readMail,
  readOriginal,
  readRequest,
  staffAct,
} from '../../app/requests/index.ts'
import { identifiersOf } from '../../app/subjects/index.ts'
import { newShop } from '../inbox/deliver.ts'
import { aFiling } from './a-filing.ts'

const ANNE = '7'
const PARIS = { staffId: ANNE, timeZone: 'Europe/Paris' }

afterEach(() => vi.restoreAllMocks())

const on = (moment: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(moment))

async function file(shop: ShopDomain, given: object = {}): Promise<string> {
  const filed = await forShop(shop, (tx) => fileRequest(tx, aFiling(given), PARIS))
  if (!filed.ok) throw new Error(filed.reason)
  return filed.opened.requestId
}

const read = async (shop: ShopDomain, id: string) => {
  const found = await forShop(shop, (tx) => readRequest(tx, id))
  if (!found) throw new Error('the request is not there')
  return found
}

async function act(
  shop: ShopDomain,
  id: string,
  move: string,
  given: { facts?: object; note?: string; seen?: number } = {},
) {
  const seen = given.seen ?? (await read(shop, id)).events.length
  const parsed = staffAct.parse({ seen, note: given.note ?? 'because', move, facts: given.facts ?? {} })
  return forShop(shop, (tx) => actOnRequest(tx, id, parsed, ANNE))
}

test('a request that a letter brought counts from the day on which the letter came', async () => {
  on('2026-06-18T09:00:00Z')
  const shop = newShop()
  const found = await read(shop, await file(shop))
  expect(found).toMatchObject({
    life: { state: 'received', regime: 'gdpr' },
    deadline: { dueOn: '2026-07-10', countedFrom: '2026-06-10' },
    daysLeft: 22,
    details: { text: 'Que savez-vous de moi ?' },
  })
  expect(found.acts.find(({ isNext }) => isNext)?.name).toBe('confirm_identity')
})

test('nobody files a letter that comes tomorrow', async () => {
  on('2026-06-09T22:30:00Z')
  const shop = newShop()
  // In Paris it is the 10th already.
  await file(shop)
  await expect(file(shop, { receivedOn: '2026-06-11' })).rejects.toThrow('in_the_future')
})

test.each([
  ['nobody is named', { email: '' }, 'nobody_named'],
  ['no address', { email: 'anne at example' }, 'not_an_address'],
  ['no number', { customerId: 'gid://shopify/Customer/1' }, 'not_a_customer'],
])('what cannot be filed is refused before anything is stored: %s', (_why, given, problem) => {
  expect(() => aFiling(given)).toThrow(problem)
})

test('from its arrival to its answer: each move is an event with who, when and why', async () => {
  on('2026-06-10T09:00:00Z')
  const shop = newShop()
  const id = await file(shop)
  on('2026-06-11T09:00:00Z')
  expect(await act(shop, id, 'answer')).toEqual({ ok: false, reason: 'not_from_here' })
  expect(await act(shop, id, 'confirm_identity', { facts: { method: 'attested' } })).toMatchObject({ ok: true })
  expect(await act(shop, id, 'extend', { facts: { until: '2026-09-11' } })).toEqual({ ok: false, reason: 'too_long' })
  expect(await act(shop, id, 'extend', { facts: { until: '2026-08-10' }, note: '' })).toEqual({
    ok: false,
    reason: 'reason_missing',
  })
  expect(await act(shop, id, 'extend', { facts: { until: '2026-08-10' } })).toMatchObject({ ok: true })
  expect((await read(shop, id)).deadline.dueOn).toBe('2026-08-10')
  on('2026-08-01T09:00:00Z')
  expect(await act(shop, id, 'answer', { note: 'by e-mail' })).toMatchObject({ ok: true })
  const { life, events, daysLeft } = await read(shop, id)
  expect(life).toMatchObject({ state: 'answered', isIdentified: true, closedAt: new Date('2026-08-01T09:00:00Z') })
  expect(daysLeft).toBeNull()
  expect(events.map(({ move, actorId, note }) => [move, actorId, note])).toEqual([
    ['receive', ANNE, null],
    ['confirm_identity', ANNE, 'because'],
    ['extend', ANNE, 'because'],
    ['answer', ANNE, 'by e-mail'],
  ])
})

test('a Briton’s time stands still while the shop waits for an answer, and staff are told', async () => {
  on('2026-06-10T09:00:00Z')
  const shop = newShop()
  const id = await file(shop, { country: 'GB' })
  await act(shop, id, 'confirm_identity', { facts: { method: 'attested' } })
  on('2026-06-15T09:00:00Z')
  await act(shop, id, 'ask_person', { note: 'Which years?' })
  on('2026-06-20T09:00:00Z')
  expect((await read(shop, id)).deadline).toMatchObject({ dueOn: '2026-07-15', stoppedSince: '2026-06-15' })
  on('2026-06-25T09:00:00Z')
  await act(shop, id, 'person_replied')
  expect((await read(shop, id)).deadline).toMatchObject({ dueOn: '2026-07-20', stoppedSince: null })
})

test('of two members of staff who decide at once, one is told to look again', async () => {
  const shop = newShop()
  const id = await file(shop)
  const results = await Promise.all(
    ['refuse', 'withdraw'].map((move) =>
      act(shop, id, move, { seen: 1, facts: move === 'refuse' ? { ground: 'excessive' } : {} }),
    ),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed_since' })
})

test('a second request for the same joins the first, and is not known because the first is', async () => {
  const shop = newShop()
  const email = `${randomUUID()}@example.com`
  const today = new Date().toISOString().slice(0, 10)
  const first = await file(shop, { email, receivedOn: today })
  await act(shop, first, 'confirm_identity', { facts: { method: 'attested' } })
  const second = await file(shop, { email, receivedOn: today })
  expect(await read(shop, second)).toMatchObject({ life: { state: 'joined', joinedTo: first, isIdentified: false } })
  expect((await read(shop, await file(shop, { email, receivedOn: today, kind: 'erasure' }))).life.state).toBe(
    'received',
  )
  await act(shop, second, 'separate')
  expect(await act(shop, second, 'answer')).toMatchObject({ ok: false })
})

test('what staff and the person wrote is not readable in the database, nor anywhere once the person is erased', async () => {
  const shop = newShop()
  const email = `${randomUUID()}@example.com`
  const id = await file(shop, { email, text: 'my secret question' })
  await act(shop, id, 'check_identity', { note: 'sounded like another voice' })
  const stored = await forShop(shop, async (tx) => [
    await tx.dataSubjectRequest.findFirstOrThrow({ where: { id }, select: { details: true } }),
    await tx.dataSubjectRequestEvent.findMany({ where: { requestId: id }, select: { note: true } }),
  ])
  const bytes = stored
    .flat()
    .flatMap((row) => Object.values(row))
    .filter((value) => value !== null)
  expect(bytes).toHaveLength(2)
  for (const sealed of bytes) expect(Buffer.from(sealed).toString('latin1')).not.toMatch(/secret|voice/)
  await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email })))
  const { life, events, person, details } = await read(shop, id)
  expect({ state: life.state, person, details }).toEqual({ state: 'erased', person: [], details: null })
  expect(events.map(({ move, note }) => [move, note])).toEqual([
    ['receive', null],
    ['check_identity', null],
    ['erase_person', null],
  ])
})

test('what was answered stays answered when the person is erased later', async () => {
  const shop = newShop()
  const email = `${randomUUID()}@example.com`
  const id = await file(shop, { email })
  await act(shop, id, 'confirm_identity', { facts: { method: 'attested' } })
  await act(shop, id, 'answer')
  await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email })))
  expect(await read(shop, id)).toMatchObject({ life: { state: 'answered' }, person: [] })
})

test('nobody edits what happened: the app’s own login cannot', async () => {
  const shop = newShop()
  const id = await file(shop)
  for (const statement of [
    `UPDATE data_subject_request_events SET at = now()`,
    `DELETE FROM data_subject_request_events`,
  ]) {
    await expect(
      forShop(shop, (tx) => tx.$executeRawUnsafe(`${statement} WHERE shop = '${shop}' AND request_id = '${id}'`)),
    ).rejects.toThrow(/permission denied/)
  }
})

test('no shop reads or moves another shop’s request', async () => {
  const [shop, other] = [newShop(), newShop()]
  const id = await file(shop)
  expect(await forShop(other, (tx) => readRequest(tx, id))).toBeNull()
  const parsed = staffAct.parse({ seen: 1, note: '', move: 'withdraw', facts: {} })
  expect(await forShop(other, (tx) => actOnRequest(tx, id, parsed, ANNE))).toEqual({ ok: false, reason: 'not_found' })
})

test('staff find what is theirs, what is late, what waits and whom they look for', async () => {
  on('2026-08-10T09:00:00Z')
  const shop = newShop()
  const email = `${randomUUID()}@example.com`
  const [late, mine, waiting] = [
    await file(shop, { email }),
    await file(shop, { receivedOn: '2026-08-01' }),
    await file(shop, { receivedOn: '2026-08-09' }),
  ]
  await act(shop, mine, 'assign', { facts: { to: ANNE } })
  await act(shop, waiting, 'check_identity')
  const list = async (query: object) =>
    (await forShop(shop, (tx) => listRequests(tx, listQuery.parse(query), PARIS))).requests.map(({ id }) => id)
  const find = async (search: string) => {
    const people = await forShop(shop, (tx) => findPeople(tx, search))
    return people.length === 0 ? null : list({ person: people.join(',') })
  }
  expect(await list({})).toEqual([late, mine, waiting])
  expect(await list({ view: 'overdue' })).toEqual([late])
  expect(await list({ view: 'mine' })).toEqual([mine])
  expect(await list({ view: 'waiting' })).toEqual([waiting])
  expect(await list({ view: 'new' })).toEqual([late])
  expect(await find(email.toUpperCase())).toEqual([late])
  expect(await find('nobody@example.com')).toBeNull()
})

const SAVED = [
  'From: Anne Durand <anne.durand@example.com>',
  'To: dpo@maison-thea.example',
  'Subject: =?utf-8?Q?Mes_donn=C3=A9es?=',
  'Date: Tue, 09 Jun 2026 23:30:00 +0000',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Bonjour, que savez-vous de moi ?',
  '',
].join('\r\n')

test('an e-mail that staff drop fills in the form: who wrote, what, and on which day at the shop’s place', async () => {
  expect(await readMail(Buffer.from(SAVED), 'Europe/Paris')).toEqual({
    email: 'anne.durand@example.com',
    text: 'Mes données\n\nBonjour, que savez-vous de moi ?',
    writtenOn: '2026-06-10',
  })
})

test.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ['nothing', Buffer.alloc(0)],
  ['a letter without a sender', Buffer.from('Subject: hello\r\n\r\nhello\r\n')],
])('%s is no e-mail, and staff are told so', async (_what, file) => {
  expect(await readMail(file, 'Europe/Paris')).toBeNull()
})

test('the e-mail itself is kept byte for byte, sealed, and goes with the person', async () => {
  const shop = newShop()
  const email = `${randomUUID()}@example.com`
  const id = await file(shop, { email, original: Buffer.from(SAVED).toString('base64') })
  const original = await forShop(shop, (tx) => readOriginal(tx, id))
  expect(original?.toString('utf8')).toBe(SAVED)
  const kept = () => forShop(shop, (tx) => tx.dataSubjectRequestOriginal.findMany({ where: { requestId: id } }))
  const [sealed] = await kept()
  expect(Buffer.from(sealed?.content ?? []).length).toBeGreaterThan(SAVED.length)
  expect(Buffer.from(sealed?.content ?? []).toString('latin1')).not.toContain('Bonjour')
  await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email })))
  expect(await forShop(shop, (tx) => readOriginal(tx, id))).toBeNull()
  expect(await kept()).toEqual([])
})

test('a comment of staff is theirs alone, stays readable on a closed request, and is never empty', async () => {
  on('2026-06-18T09:00:00Z')
  const shop = newShop()
  const id = await file(shop)
  expect(await act(shop, id, 'comment', { note: ' ' })).toEqual({ ok: false, reason: 'reason_missing' })
  expect(await act(shop, id, 'withdraw')).toMatchObject({ ok: true })
  expect(await act(shop, id, 'comment', { note: 'Called twice.' })).toMatchObject({ ok: true })
  expect((await read(shop, id)).events.at(-1)).toMatchObject({ move: 'comment', note: 'Called twice.', actorId: ANNE })
})

test.each(['extend', 'choose_regime', 'confirm_receipt', 'assign'])(
  'nothing but a comment is added to a request that is closed: %s',
  async (move) => {
    on('2026-06-18T09:00:00Z')
    const shop = newShop()
    const id = await file(shop, { country: 'GB' })
    await act(shop, id, 'withdraw')
    const facts = { extend: { until: '2026-08-10' }, choose_regime: { regime: 'uk' }, assign: { to: ANNE } }[move] ?? {}
    expect(await act(shop, id, move, { facts })).toEqual({ ok: false, reason: 'not_from_here' })
  },
)
