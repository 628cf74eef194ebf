import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TENANT_TABLES } from '../../../app/inbox/tenant-tables.ts'
import { forgetMessagesAbout } from '../../../app/inbox/waiting-store.ts'
import { clock } from '../../../app/platform/clock.ts'
import { keepCopies } from '../../../app/requests/erasure/copies/keep.ts'
import { erasurePorts } from '../../../app/requests/erasure/ports.ts'
import { erasePerson, erasuresForStaff, fileRequest, listErasures } from '../../../app/requests/index.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { dueCopies, findSubjects, identifiersOf, isErasedSince, readIdentifiers } from '../../../app/subjects/index.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { aFiling } from '../a-filing.ts'
import { aShopThatHolds, BRIEF, inShop, SHOP, standIn } from '../held/a-collection.ts'

const DAY_MS = 86_400_000
const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
const ports = { ...erasurePorts(forgetMessagesAbout), clientOf: clientsWith(BRIEF) }
beforeAll(async () => {
  await owner.connect()
  await aShopThatHolds()
}, 30_000)
afterAll(async () => {
  await owner.query('DROP SCHEMA IF EXISTS backup CASCADE')
  await owner.end()
})

/** Every row of the shop's, as a dump has them. */
async function backUp(): Promise<void> {
  await owner.query('DROP SCHEMA IF EXISTS backup CASCADE; CREATE SCHEMA backup')
  for (const table of TENANT_TABLES)
    await owner.query(`CREATE TABLE backup.${table} AS SELECT * FROM ${table} WHERE shop = '${SHOP}'`)
}

/** The rows of then in the place of those of now, without triggers, as a restore writes them. */
async function restore(): Promise<void> {
  await owner.query("BEGIN; SET LOCAL session_replication_role = 'replica'")
  for (const table of TENANT_TABLES) {
    await owner.query(`DELETE FROM ${table} WHERE shop = '${SHOP}'`)
    await owner.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM backup.${table}`)
  }
  await owner.query('COMMIT')
}

async function aPerson(customerId: string, email: string) {
  const filing = aFiling({ email, customerId, text: 'What do you hold of me?' })
  await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
  const person = identifiersOf({ id: customerId, email })
  const known = () =>
    inShop(async (tx) => {
      const [subject] = await findSubjects(tx, identifiersOf({ id: customerId }))
      return subject ? (await readIdentifiers(tx, subject)).map(({ value }) => value) : []
    })
  return { person, known }
}

const copies = () => standIn.state.shop.metafields.filter(({ key }) => key.startsWith('erased_'))

test('a backup of Kept that knows an erased person again does not keep them: Kept erases them anew and tells staff', async () => {
  const email = 'zoe.restored@person.example'
  const erased = await aPerson('71001', email)
  const family = await aPerson('71002', email)
  await backUp()

  await inShop((tx) => erasePerson(tx, erased.person))
  expect(await keepCopies(SHOP, ports), 'nobody comes back by keeping the copy').toBe(0)
  expect(copies()).not.toEqual([])
  expect(JSON.stringify(copies())).not.toMatch(/zoe|71001/)

  await restore()
  expect(await erased.known(), 'the backup has the keys of then').toContain(email)
  await withFault(standIn, { operation: 'KeptAppDataOf', kind: '500', times: 20 })
  expect(await keepCopies(SHOP, ports), 'Shopify is away').toBe(0)
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })

  expect(await keepCopies(SHOP, ports)).toBe(1)
  expect(await erased.known()).toEqual([])
  expect(await family.known(), 'somebody else with the same address stays').toContain(email)
  expect(await inShop(erasuresForStaff)).toMatchObject({ returns: 1 })
  expect((await inShop(listErasures))[0]).toMatchObject({ origin: 'restored', run: 'done', isBack: true })
  const said = { at: new Date(+clock.now() - 60_000), triggeredAt: null }
  expect(await inShop((tx) => isErasedSince(tx, identifiersOf({ id: '71001' }), said)), 'late news do not either').toBe(
    true,
  )

  expect(await keepCopies(SHOP, ports), 'once').toBe(0)
  expect(await inShop(erasuresForStaff)).toMatchObject({ returns: 1 })
})

test('each shop is compared once after a start, after each erasure, and once a day', async () => {
  const started = clock.now()
  const isDue = async (by = clock.now(), since = started) => (await dueCopies(by, since, 10_000)).includes(SHOP)
  await keepCopies(SHOP, ports)
  expect(await isDue()).toBe(false)
  expect(await isDue(clock.now(), new Date(+clock.now() + 1)), 'another process begins').toBe(true)
  expect(await isDue(new Date(+clock.now() + DAY_MS + 1)), 'a day later').toBe(true)
  const { person } = await aPerson('71003', 'noe.restored@person.example')
  await inShop((tx) => erasePerson(tx, person))
  expect(await isDue()).toBe(true)
  const before = copies().map(({ value }) => value)
  await keepCopies(SHOP, ports)
  expect(copies().map(({ value }) => value)).not.toEqual(before)
  expect(await isDue()).toBe(false)
})
