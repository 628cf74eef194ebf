import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { workImport } from '../../../app/consent/imports/work.ts'
import {
  beginImport,
  cancelImport,
  checkImport,
  confirmImport,
  readConsentState,
  readRecord,
  suppressContacts,
  takePortion,
} from '../../../app/consent/index.ts'
import { writeBackQueue } from '../../../app/consent/queues.ts'
import { addEndpoint } from '../../../app/outgoing/index.ts'
import { outgoingQueue } from '../../../app/outgoing/queues.ts'
import { forShop } from '../../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../../app/platform/sql.ts'
import { erasePerson } from '../../../app/requests/index.ts'
import { findSubjects, identifiersOf, identify, lookupOf } from '../../../app/subjects/index.ts'
import { takeJobs } from '../../../scripts/history/worker.ts'
import { aShopThatAsks } from '../../inbox/deliver.ts'
import { aCustomer, aDecision, type Doors, openDoors } from '../../setup/shopify-calls.ts'
import { checkFile, importFile, importJobs, sendFile, viewOf, workImports } from './a-file.ts'

let doors: Doors
beforeAll(async () => {
  await startQueue()
  doors = await openDoors()
})
afterAll(async () => {
  await doors.close()
  await stopQueue(0)
})
let shop: ShopDomain
beforeEach(async () => {
  shop = await aShopThatAsks()
})
afterEach(() => void vi.restoreAllMocks())

const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString()
const csv = (...rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n')
const stateOf = (person: Parameters<typeof identifiersOf>[0]) =>
  forShop(shop, (tx) => readConsentState(tx, identifiersOf(person)))
const eventsOf = async () =>
  (
    await sqlForShop(shop, (sql) =>
      sql.query(
        'SELECT id, subject_id AS subject, source, choices, region FROM consent_events WHERE shop = $1 ORDER BY position',
        [shop],
      ),
    )
  ).rows

const HEADER = ['Customer ID', 'Email', 'Time', 'Email offers']
/** A file of customers who agreed to e-mails. */
const customers = (count: number, granted = 'yes') => {
  const people = Array.from({ length: count }, () => aCustomer(Math.floor(Math.random() * 1e12) + 1))
  return { people, rows: people.map(({ id, email }) => [String(id), email, daysAgo(30), granted]) }
}

describe('staff bring consents of another tool along', () => {
  test('with the time at which they were given, what came along, and nothing before it is confirmed', async () => {
    const { people, rows } = customers(3)
    const id = await sendFile(shop, {
      content: csv([...HEADER, 'Consent ID'], ...rows.map((row, n) => [...row, `ref-${n}`])),
    })
    expect((await viewOf(shop, id)).preview).toMatchObject({
      names: [...HEADER, 'Consent ID'],
      mapping: {
        columns: [
          { role: 'customer' },
          { role: 'email' },
          { role: 'time' },
          { role: 'choice', purpose: 'email-offers' },
          { role: 'reference' },
        ],
      },
    })
    const wording = { language: 'en', text: 'Send me offers by e-mail.' }
    const { found } = await checkFile(shop, id, { wording })
    expect(found).toMatchObject({
      state: 'checked',
      counts: { readable: 3, browsers: 0, 'email-offers/true': 3 },
      problems: [],
    })
    expect(await eventsOf()).toEqual([])
    expect(await forShop(shop, (tx) => confirmImport(tx, id, '42'))).toBe(true)
    await workImports(shop)
    expect((await viewOf(shop, id)).found).toMatchObject({ state: 'done', counts: { recorded: 3 }, confirmedBy: '42' })
    const state = await stateOf({ id: people[0]?.id })
    expect(state?.choices).toMatchObject([{ purpose: 'email-offers', granted: true }])
    expect(Date.now() - +(state?.choices[0]?.decidedAt ?? 0)).toBeGreaterThan(29 * DAY)
    const record = await forShop(shop, (tx) => readRecord(tx, state?.choices[0]?.eventId ?? ''))
    expect(record?.event).toMatchObject({ source: 'import' })
    expect(record?.evidence).toMatchObject({
      origin: 'import',
      originId: id,
      tool: 'other',
      reference: 'ref-0',
      wording,
    })
    // The file and its key are gone.
    const { rows: left } = await sqlForShop(shop, (sql) =>
      sql.query(
        'SELECT (SELECT count(*)::int FROM consent_import_portions WHERE shop = $1) AS portions, wrapped_key AS key FROM consent_imports WHERE shop = $1',
        [shop],
      ),
    )
    expect(left).toEqual([{ portions: 0, key: null }])
  })

  test.each([
    [
      'cookieyes',
      csv(
        ['Consent ID', 'Consent Status', 'Categories', 'Country', 'Time'],
        ['zzc1', 'Accepted', '"necessary,analytics"', 'FR', '2024-05-01 09:00:00'],
        ['zzc2', 'Rejected', 'necessary', 'DE', '2024-05-01 10:00:00'],
      ),
    ],
    [
      'cookiebot',
      csv(
        ['Key', 'UTC', 'Preferences', 'Statistics', 'Marketing', 'Country'],
        ['zzk1', '2024-05-01 09:00:00', 'false', 'true', 'false', 'FR'],
        ['zzk2', '2024-05-01 10:00:00', 'false', 'false', 'false', 'DE'],
      ),
    ],
    [
      'pandectes',
      csv(
        ['ID', 'Date', 'Preferences', 'Country', 'IP'],
        ['zzp1', '2024-05-01T09:00:00Z', '"C0001;analytics"', 'FR', '1.2.3.0'],
        ['zzp2', '2024-05-01T10:00:00Z', 'C0001', 'DE', '1.2.3.0'],
      ),
    ],
    [
      'consentmo',
      csv(
        ['Consent ID', 'Created at', 'Accepted categories', 'Country'],
        ['zzm1', '1714554000', '"analytics|functionality"', 'FR'],
        ['zzm2', '1714557600', 'strict', 'DE'],
      ),
    ],
  ] as const)('from %s: browsers that nobody signed in with, by the tool’s own number', async (tool, content) => {
    const { found } = await importFile(shop, { content, tool })
    expect(found).toMatchObject({ state: 'done', counts: { recorded: 2 } })
    const events = await eventsOf()
    expect(events.map(({ choices, region }) => [Object.values(choices).includes(true), region])).toEqual([
      [true, 'FR'],
      [false, 'DE'],
    ])
    // Whose browser it was can be found by whoever has the number, and by nobody else.
    expect(JSON.stringify(events)).not.toMatch(/zz/)
  })

  test.each([
    ['a list', (objects: object[]) => JSON.stringify(objects)],
    ['one object a line', (objects: object[]) => objects.map((one) => JSON.stringify(one)).join('\n')],
  ])('as JSON: %s, with objects inside', async (_name, write) => {
    const objects = [
      { email: 'lea@example.com', time: daysAgo(3), consent: { email_offers: true } },
      { email: 'max@example.com', time: daysAgo(3), consent: { email_offers: false } },
    ]
    const { found } = await importFile(
      shop,
      { content: write(objects), format: 'json' },
      {
        columns: [
          { name: 'email', role: 'email', purpose: null },
          { name: 'time', role: 'time', purpose: null },
          { name: 'consent.email_offers', role: 'choice', purpose: 'email-offers' },
        ],
      },
    )
    expect(found).toMatchObject({ state: 'done', counts: { recorded: 2 } })
    expect((await stateOf({ email: 'lea@example.com' }))?.choices).toMatchObject([{ granted: true }])
  })

  test.each([
    ['semicolons', Buffer.from(`\uFEFF${HEADER.join(';')}\r\n7;a@example.com;2024-05-01 09:00:00;yes\r\n`)],
    ['tabs', Buffer.from(`${HEADER.join('\t')}\n7\ta@example.com\t2024-05-01 09:00:00\tyes\n`)],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER.join(',')}\r\n7,a@example.com,2024-05-01 09:00:00,yes\r\n`, 'utf16le')],
    [
      'cells that a spreadsheet protected',
      Buffer.from(`${HEADER.join(',')}\n'7,"'+a@example.com",2024-05-01 09:00:00,yes\n`.replace("'7", '7')),
    ],
  ])('with %s', async (_name, content) => {
    expect((await importFile(shop, { content })).found).toMatchObject({ state: 'done', counts: { recorded: 1 } })
  })
})

describe('what a person chose since stays as it is', () => {
  test('an older consent is evidence and no more, a newer refusal counts and reaches Shopify', async () => {
    const [refused, agreed] = [aCustomer(), aCustomer()]
    for (const [customer, granted] of [
      [refused, false],
      [agreed, true],
    ] as const)
      await doors.consent(
        aDecision({ choices: { 'email-offers': granted, analytics: true }, surface: 'preferences' }),
        { shop, customerId: String(customer.id) },
      )
    await takeJobs(shop, [writeBackQueue.name])
    const row = ({ id, email }: typeof refused, granted: string, at: string) => [String(id), email, at, granted]
    const soon = new Date(Date.now() + 5).toISOString()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const { found } = await importFile(shop, {
      content: csv(HEADER, row(refused, 'yes', daysAgo(40)), row(agreed, 'no', soon)),
    })
    expect(found.counts).toMatchObject({ recorded: 2 })
    const emailOf = async ({ id }: typeof refused) =>
      (await stateOf({ id }))?.choices.find(({ purpose }) => purpose === 'email-offers')?.granted
    expect([await emailOf(refused), await emailOf(agreed)]).toEqual([false, false])
    expect(await takeJobs(shop, [writeBackQueue.name])).toHaveLength(1)
  })

  test('a row without a time counts behind whatever they chose in Kept, and not at all where staff give no day', async () => {
    const known = aCustomer()
    await doors.consent(aDecision({ choices: { 'email-offers': false } }), { shop, customerId: String(known.id) })
    const fresh = aCustomer()
    const content = csv(HEADER, ...[known, fresh].map(({ id, email }) => [String(id), email, '', 'yes']))
    const undated = await checkFile(shop, await sendFile(shop, { content }))
    expect(undated.found).toMatchObject({
      counts: { no_time: 2 },
      problems: [{ row: 2, problem: 'no_time' }, { row: 3 }],
    })
    await forShop(shop, (tx) => cancelImport(tx, undated.found.id))
    const { found } = await importFile(shop, { content }, { asOf: new Date().toISOString().slice(0, 10) })
    expect(found.counts).toMatchObject({ recorded: 1, older: 1 })
    expect((await stateOf({ id: known.id }))?.choices).toMatchObject([{ granted: false }])
    expect((await stateOf({ id: fresh.id }))?.choices).toMatchObject([{ granted: true }])
  })

  test('whoever objected is not subscribed again by a list', async () => {
    const customer = aCustomer()
    await forShop(shop, (tx) =>
      suppressContacts(tx, identifiersOf(customer), { channels: ['email'], since: new Date(Date.now() - DAY) }),
    )
    const { found } = await importFile(shop, {
      content: csv(HEADER, [String(customer.id), customer.email, new Date().toISOString(), 'yes']),
    })
    expect(found.counts).toMatchObject({ recorded: 0, suppressed: 1 })
    expect(await forShop(shop, (tx) => tx.contactSuppression.count())).toBe(1)
  })

  test('an erased person does not come back; somebody new with the address may', async () => {
    const [gone, back] = [aCustomer(), aCustomer()]
    for (const one of [gone, back]) {
      await forShop(shop, async (tx) => {
        await identify(tx, identifiersOf(one))
        await erasePerson(tx, identifiersOf(one))
      })
    }
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const { found } = await importFile(shop, {
      content: csv(
        HEADER,
        [String(gone.id), gone.email, daysAgo(10), 'yes'],
        [String(back.id), back.email, new Date().toISOString(), 'yes'],
      ),
    })
    expect(found.counts).toMatchObject({ recorded: 1, erased: 1 })
    expect(await forShop(shop, (tx) => findSubjects(tx, identifiersOf(gone)))).toEqual([])
    expect(await forShop(shop, (tx) => findSubjects(tx, identifiersOf(back)))).toHaveLength(1)
  })

  test('an address of several customers is nobody’s', async () => {
    const email = `${randomUUID()}@example.com`
    for (const id of [11, 12]) await forShop(shop, (tx) => identify(tx, identifiersOf({ id, email })))
    const { found } = await importFile(shop, {
      content: csv(['Email', 'Time', 'Email offers'], [email, daysAgo(1), 'yes']),
    })
    expect(found.counts).toMatchObject({ recorded: 0, several: 1 })
  })

  test('of an erased person whose consents were imported nothing is left', async () => {
    const { people, rows } = customers(1)
    await importFile(shop, { content: csv([...HEADER, 'Consent ID'], [...(rows[0] ?? []), 'ref-1']) })
    const [person] = people
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf(person ?? {})))
    const { rows: left } = await sqlForShop(shop, (sql) =>
      sql.query(
        'SELECT (SELECT count(*)::int FROM consent_events WHERE shop = $1) + (SELECT count(*)::int FROM consent_evidence WHERE shop = $1) AS left',
        [shop],
      ),
    )
    expect(left).toEqual([{ left: 0 }])
  })
})

describe('a row is recorded once', () => {
  test('however often it stands in the file, and in whichever file it comes again', async () => {
    const { people, rows } = customers(2)
    const twice = csv(HEADER, ...rows, ...rows)
    expect((await importFile(shop, { content: twice })).found.counts).toMatchObject({ recorded: 2, known: 2 })
    expect((await importFile(shop, { content: twice })).found.counts).toMatchObject({ recorded: 0, known: 4 })
    expect(await eventsOf()).toHaveLength(2)
    expect(await forShop(shop, (tx) => findSubjects(tx, identifiersOf(people[0] ?? {})))).toHaveLength(1)
  })

  test('when the worker is killed in the middle, and when two work at once', async () => {
    const { rows } = customers(1_700)
    const id = await sendFile(shop, { content: csv(HEADER, ...rows) })
    await checkFile(shop, id)
    await forShop(shop, (tx) => confirmImport(tx, id, '42'))
    const [job] = await importJobs(shop)
    if (!job) throw new Error('nothing was enqueued')
    const killer = async () => {
      for (;;) {
        const done = (await viewOf(shop, id)).found.rowsDone
        if (done >= 500) return done
      }
    }
    const first = workImport(job)
    await killer()
    // Another worker takes the job over while the first one still lives.
    await Promise.all([first, workImport(job), workImport(job)])
    expect((await viewOf(shop, id)).found).toMatchObject({
      state: 'done',
      rowsDone: 1_700,
      counts: { recorded: 1_700 },
    })
    expect(await eventsOf()).toHaveLength(1_700)
  })

  test('who takes over goes on behind the rows that are noted as done, and takes none of them again', async () => {
    const { rows } = customers(700)
    const id = await sendFile(shop, { content: csv(HEADER, ...rows) })
    await checkFile(shop, id)
    await forShop(shop, (tx) => confirmImport(tx, id, '42'))
    const [job] = await importJobs(shop)
    if (!job) throw new Error('nothing was enqueued')
    await sqlForShop(shop, (sql) => sql.query('UPDATE consent_imports SET rows_done = 500 WHERE shop = $1', [shop]))
    await workImport(job)
    expect((await viewOf(shop, id)).found).toMatchObject({ state: 'done', rowsDone: 700, counts: { recorded: 200 } })
    expect(await eventsOf()).toHaveLength(200)
  })

  test('a cancelled import stops: what is recorded stays, the file goes', async () => {
    // Far more rows than can be worked between two looks.
    const { rows } = customers(6_000)
    const id = await sendFile(shop, { content: csv(HEADER, ...rows) })
    await checkFile(shop, id)
    await forShop(shop, (tx) => confirmImport(tx, id, '42'))
    const [job] = await importJobs(shop)
    if (!job) throw new Error('nothing was enqueued')
    const working = workImport(job)
    for (;;) if ((await viewOf(shop, id)).found.rowsDone > 0) break
    expect(await forShop(shop, (tx) => cancelImport(tx, id))).toBe(true)
    await working
    const { found } = await viewOf(shop, id)
    expect(found.state).toBe('cancelled')
    expect(await eventsOf()).toHaveLength(found.rowsDone)
    expect(await forShop(shop, (tx) => cancelImport(tx, id))).toBe(false)
  })

  test('the shop’s own systems are not told of each row', async () => {
    await forShop(shop, (tx) => addEndpoint(tx, { url: 'https://a.example.com/', events: ['consent.changed'] }, '1'))
    await importFile(shop, { content: csv(HEADER, ...customers(3).rows) })
    expect(await takeJobs(shop, [outgoingQueue.name])).toEqual([])
  })
})

describe('a file that is damaged or hostile', () => {
  const bombs: [string, string | Uint8Array, string][] = [
    ['a line of 100 MB', `${HEADER.join(',')}\n${'x'.repeat(100 * 1024 * 1024)}`, 'record_too_long'],
    ['a quote that never ends', `${HEADER.join(',')}\n1,"${'x\n'.repeat(2_000_000)}`, 'record_too_long'],
    ['a million columns', `${'a,'.repeat(20_000)}\n1`, 'no_columns'],
    [
      'another encoding',
      Buffer.from(`${HEADER.join(',')}\n1,j\xe9@example.com,${daysAgo(1)},yes`, 'latin1'),
      'not_utf8',
    ],
    ['bytes of a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0xff]), 'not_utf8'],
    ['nothing but empty lines', '\n\n\n', 'empty'],
  ]
  test.each(bombs)('%s is said to be so, and fills no memory', async (_name, content, problem) => {
    const before = process.memoryUsage().rss
    const id = await sendFile(shop, { content })
    expect(await viewOf(shop, id)).toMatchObject({ preview: null, problem })
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024)
    await forShop(shop, (tx) => cancelImport(tx, id))
  })

  test('a bomb behind good rows ends the check, and nothing is imported', async () => {
    const content = `${csv(HEADER, ...customers(600).rows)}\n${'x'.repeat(200_000)}`
    expect((await importFile(shop, { content })).found).toMatchObject({ state: 'failed', problem: 'record_too_long' })
    expect(await eventsOf()).toEqual([])
  })

  test.each([
    ['an unended text', `[{"a":"${'x'.repeat(500_000)}`],
    ['no JSON', '{a:1}'],
  ])('JSON with %s is said to be unreadable', async (_name, content) => {
    expect((await viewOf(shop, await sendFile(shop, { content, format: 'json' }))).problem).toMatch(
      /record_too_long|unreadable/,
    )
  })

  test('each row that cannot be taken is named with its number and why, the others are taken', async () => {
    const good = customers(1).rows[0] ?? []
    const content = csv(
      HEADER,
      good,
      ['', '', daysAgo(1), 'yes'],
      ['7', 'a@example.com', '12/11/2025', 'yes'],
      ['7', 'a@example.com', daysAgo(-1), 'yes'],
      ['7', 'a@example.com', daysAgo(1), 'perhaps'],
      ['7', 'a@example.com', daysAgo(1), ''],
      ['=1+1', 'a@example.com', daysAgo(1), 'yes'],
      ['7', '=cmd|calc', daysAgo(1), 'yes'],
      [...good, 'more', 'and more'],
    )
    const { found } = await importFile(shop, { content })
    expect(found.problems.map(({ row, problem }) => [row, problem])).toEqual([
      [3, 'nobody'],
      [4, 'unreadable_time'],
      [5, 'in_the_future'],
      [6, 'unreadable_choice'],
      [7, 'no_choice'],
      [8, 'not_a_customer'],
      [9, 'not_an_address'],
      [10, 'too_many_cells'],
    ])
    expect(found.counts).toMatchObject({ recorded: 1 })
  })

  test('portions of another size, beyond the end, or of another shop’s file are not taken; two files at once neither', async () => {
    const begin = () => forShop(shop, (tx) => beginImport(tx, { tool: 'other', format: 'csv', bytes: 10 }, '1'))
    const begun = await begin()
    if (!begun.ok) throw new Error(begun.reason)
    expect(await begin()).toEqual({ ok: false, reason: 'another' })
    const take = (of: ShopDomain, number: number, size: number) =>
      forShop(of, (tx) => takePortion(tx, { id: begun.id, number, content: Buffer.alloc(size, 'a') }))
    const other = await aShopThatAsks()
    expect([
      await take(shop, 0, 9),
      await take(shop, 0, 11),
      await take(shop, 1, 10),
      await take(other, 0, 10),
    ]).toEqual(Array.from({ length: 4 }, () => ({ ok: false })))
    expect(await take(shop, 0, 10)).toEqual({ ok: true, isWhole: true })
    expect(await take(shop, 0, 10)).toEqual({ ok: false })
  })

  test('a mapping to what nobody is asked about is refused, and so is a confirmation before the check', async () => {
    const id = await sendFile(shop, { content: csv(HEADER, ...customers(1).rows) })
    const { preview } = await viewOf(shop, id)
    if (!preview) throw new Error('no preview')
    const columns = preview.mapping.columns.map((column) => ({
      ...column,
      ...(column.purpose && { purpose: 'nothing' }),
    }))
    expect(await forShop(shop, (tx) => checkImport(tx, id, { ...preview.mapping, columns }))).toBe(false)
    expect(await forShop(shop, (tx) => confirmImport(tx, id, '42'))).toBe(false)
  })

  test('the portions hold nothing that can be read', async () => {
    const { people, rows } = customers(1)
    await sendFile(shop, { content: csv(HEADER, ...rows) })
    const { rows: portions } = await sqlForShop(shop, (sql) =>
      sql.query("SELECT encode(content, 'escape') AS text FROM consent_import_portions WHERE shop = $1", [shop]),
    )
    expect(portions[0].text).not.toContain(people[0]?.email)
    expect(JSON.stringify(portions)).not.toContain(lookupOf({ shop }, { kind: 'email', value: people[0]?.email ?? '' }))
  })
})
