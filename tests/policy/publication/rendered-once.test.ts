import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { pool } from '../../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import { publishAgain } from '../../../app/policy/index.ts'
import { beginPublication } from '../../../app/policy/publication/begin.ts'
import { findPublication, newestPublication, readPages } from '../../../app/policy/publication/store.ts'
import { lockDraft, versionInForce, writeDraft } from '../../../app/register/index.ts'
import { theTemplate } from '../../register/a-register.ts'
import { freezeJudged } from '../../register/freeze.ts'
import { adminOfShop, askToPublish, inShop, openShop, runJob, shown, standIn } from './a-publishing-shop.ts'

const { locales } = standIn.state.shop

beforeAll(startQueue)
beforeEach(async () => {
  standIn.state.shop.locales = structuredClone(locales)
  await openShop()
})
afterAll(async () => {
  standIn.state.shop.locales = locales
  await stopQueue(0)
})

async function begin(): Promise<string> {
  const begun = await askToPublish()
  if (!begun.ok) throw new Error(`Nothing was begun: ${begun.reason}`)
  return begun.publicationId
}

const pagesOf = (publicationId: string) => inShop((tx) => readPages(tx, publicationId))

/** Marks the pages that are kept: whatever is rendered anew has no mark. Only the owner of the database may. */
async function markPages(publicationId: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await owner.connect()
  try {
    await owner.query(`UPDATE policy_pages SET title = title || ' (kept)' WHERE publication_id = $1`, [publicationId])
  } finally {
    await owner.end()
  }
}

const isMarked = ({ title }: { title: string }) => title.endsWith(' (kept)')

const jobsOf = async (publicationId: string) =>
  (await pool.query(`SELECT 1 FROM pgboss.job WHERE data->>'publicationId' = $1`, [publicationId])).rowCount

/** The publication that took the place of this one. */
async function replacementOf(publicationId: string): Promise<string> {
  expect(await runJob(publicationId)).toBe(null)
  const newest = await inShop(newestPublication)
  if (!newest || newest.id === publicationId) throw new Error('No other publication has begun')
  expect(newest).toMatchObject({ version: 1, state: 'publishing', startedBy: '7' })
  expect(await inShop((tx) => findPublication(tx, publicationId))).toMatchObject({ state: 'unpublished' })
  expect(await jobsOf(newest.id)).toBe(1)
  return newest.id
}

test('the shop gets the pages that were rendered when staff asked, and publishing again the same ones', async () => {
  const publicationId = await begin()
  await markPages(publicationId)
  const pages = await pagesOf(publicationId)
  expect(await runJob(publicationId)).toBe(null)
  expect(await pagesOf(publicationId)).toEqual(pages)
  expect(shown().pages.find(({ handle }) => handle === 'cookies')).toSatisfy(isMarked)
  const again = await publishAgain({ id: '7', admin: await adminOfShop(), inShop })
  if (!again.ok) throw new Error(again.reason)
  expect(await pagesOf(again.publicationId)).toEqual(pages)
  expect(await runJob(again.publicationId)).toBe(null)
  expect(await inShop(newestPublication)).toMatchObject({ id: again.publicationId, state: 'published' })
})

test('customers read every language that the shop has when it is written to, not when staff asked', async () => {
  const publicationId = await begin()
  standIn.state.shop.locales.push({ locale: 'nl', name: 'Dutch', primary: false, published: true })
  const replacement = await replacementOf(publicationId)
  expect(await runJob(replacement)).toBe(null)
  expect(await inShop(versionInForce)).toMatchObject({ number: 1, state: 'published' })
  expect(shown().translations.map(({ locale }) => locale)).toContain('nl')
  expect(await runJob(publicationId)).toBe(null)
  expect(await inShop(newestPublication)).toMatchObject({ id: replacement, state: 'published' })
})

test('publishing again renders only the languages that the shop has since', async () => {
  const publicationId = await begin()
  await runJob(publicationId)
  await markPages(publicationId)
  standIn.state.shop.locales.push({ locale: 'nl', name: 'Dutch', primary: false, published: true })
  const again = await publishAgain({ id: '7', admin: await adminOfShop(), inShop })
  if (!again.ok) throw new Error(again.reason)
  for (const page of await pagesOf(again.publicationId)) expect(isMarked(page)).toBe(page.locale !== 'nl')
  expect(await runJob(again.publicationId)).toBe(null)
  expect(shown().translations.map(({ locale }) => locale)).toContain('nl')
})

test('a page that the merchant puts at the handle meanwhile stays as it is, and the policy links to Kept’s', async () => {
  const publicationId = await begin()
  const at = new Date().toISOString()
  const theirs = { id: 1, handle: 'cookies', title: 'Our biscuits', body: '<p>Butter</p>', isPublished: true }
  standIn.state.shop.pages.push({ ...theirs, createdAt: at, updatedAt: at, publishedAt: at })
  expect(await runJob(await replacementOf(publicationId))).toBe(null)
  expect(shown().pages).toContainEqual(expect.objectContaining({ title: 'Our biscuits', body: '<p>Butter</p>' }))
  expect(shown().policy).toContain('/pages/cookies-and-trackers')
})

test('a publication that has no pages yet, as an older Kept began it, gets them in its job', async () => {
  const publicationId = await inShop(async (tx) => {
    await lockDraft(tx)
    const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: '7' })
    const frozen = await freezeJudged(tx, { revision, author: '7' })
    if (!frozen.ok) throw new Error(frozen.reason)
    return beginPublication(tx, { version: frozen.version.number, startedBy: '7', prepared: null })
  })
  expect(await runJob(publicationId)).toBe(null)
  expect(await inShop(newestPublication)).toMatchObject({ id: publicationId, state: 'published' })
  expect(shown().policy).toBeTruthy()
})

test('nothing is begun in a shop whose own language Kept does not write', async () => {
  standIn.state.shop.locales = standIn.state.shop.locales.map((each) => ({
    ...each,
    locale: each.primary ? 'zh' : each.locale,
  }))
  expect(await askToPublish()).toEqual({ ok: false, reason: 'not_covered' })
  expect(await inShop(newestPublication)).toBe(null)
})
