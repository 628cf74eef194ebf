import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import {
  isSentenceDue,
  knownPurposes,
  register as modelOf,
  PROMISING_SENTENCES,
  type Register,
  settleVersion,
  suggestedParts,
  writeDraft,
} from '../../app/register/index.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { theTemplate } from './a-register.ts'
import { freezeJudged } from './freeze.ts'

const register = theTemplate()
const [dropped, ...kept] = register.purposes

async function publish(shop: ShopDomain, content: typeof register, state: 'published' | 'unpublished' = 'published') {
  return forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register: content, updatedAt: new Date(), updatedBy: '1' })
    const frozen = await freezeJudged(tx, { revision, author: '1' })
    if (!frozen.ok) throw new Error(frozen.reason)
    await settleVersion(tx, frozen.version.number, { state, at: new Date() })
    return frozen.version.number
  })
}

const namesIn = async (shop: ShopDomain) =>
  new Map((await forShop(shop, (tx) => knownPurposes(tx, 'fr'))).map(({ id, name }) => [id, name]))

it('staff go on reading what a purpose was called that the register no longer has', async () => {
  const shop = aShop() as ShopDomain
  if (!dropped) throw new Error('The template has no purposes')
  await publish(shop, register)
  const trackers = register.trackers.filter(({ purpose }) => purpose !== dropped.id)
  await publish(shop, { ...register, trackers, purposes: kept })
  const names = await namesIn(shop)
  expect(names.get(dropped.id)).toBe(dropped.name.fr)
  expect(names.size).toBe(register.purposes.length)
})

it('a name of the draft is shown at once, and one of a version that never reached the shop is not', async () => {
  const shop = aShop() as ShopDomain
  const called = (name: string) => ({
    ...register,
    purposes: register.purposes.map((each, index) => (index === 0 ? { ...each, name: { fr: name } } : each)),
  })
  await publish(shop, called('Essayé'), 'unpublished')
  await forShop(shop, (tx) => writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' }))
  expect((await namesIn(shop)).get(dropped?.id ?? '')).toBe(dropped?.name.fr)
  await forShop(shop, (tx) => writeDraft(tx, { register: called('Nouveau'), updatedAt: new Date(), updatedBy: '1' }))
  expect((await namesIn(shop)).get(dropped?.id ?? '')).toBe('Nouveau')
})

it('a version from before there were rows has the same ones, and a draft asks for e-mails where people sign up', async () => {
  const shop = aShop() as ShopDomain
  const number = await publish(shop, register)
  await forShop(shop, (tx) => writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' }))
  const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await owner.connect()
  try {
    await owner.query('BEGIN')
    await owner.query("SELECT set_config('kept.shop', $1, true)", [shop])
    const read = async () =>
      (
        await owner.query('SELECT * FROM purposes WHERE shop = $1 AND register_version = $2 ORDER BY place', [
          shop,
          number,
        ])
      ).rows
    const written = await read()
    expect(written).toHaveLength(register.purposes.length)
    await goBack(owner, shop)
    const backfill = /^INSERT INTO purposes[\s\S]*?;/m.exec(migration('20261127160000_purposes'))?.[0]
    await owner.query(backfill?.replace(';', ` WHERE v.shop = '${shop}';`) ?? 'there is none')
    await owner.query(migration('20261127200000_asked_and_confirmed'))
    await owner.query(migration('20261127211500_more_promises'))
    // A second time it adds nothing.
    await owner.query(migration('20261127211500_more_promises'))
    // The version asked in the banner, or by Shopify alone.
    const inBanner = (asked: string[]) => asked.filter((where) => where === 'banner')
    expect(await read()).toEqual(
      written.map((row) => ({
        ...row,
        asked_at: inBanner(row.asked_at),
        asked_in_banner: row.asked_at.includes('banner'),
      })),
    )
    const { rows } = await owner.query('SELECT content FROM register_drafts WHERE shop = $1', [shop])
    const moved = modelOf.parse(rows[0].content)
    expect(askedAt(moved)).toEqual(askedAt(register))
    // It had published, and confirms no more than what the policy promises in fixed sentences.
    const due = PROMISING_SENTENCES.filter((id) => isSentenceDue(id, moved))
    expect(suggestedParts(moved).map(({ id }) => id)).toEqual(due)
  } finally {
    await owner.query('ROLLBACK')
    await owner.end()
  }
})

const migration = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')

const askedAt = ({ purposes }: Register) => purposes.map(({ id, askedAt }) => [id, askedAt])

/** To the schema and the contents of before there were rows, when the banner asked for e-mails too. */
async function goBack(owner: pg.Client, shop: ShopDomain) {
  await owner.query('DELETE FROM purposes')
  await owner.query('ALTER TABLE purposes DROP COLUMN asked_at, DROP COLUMN asked_in_banner, DROP COLUMN profiling')
  // In the order of then: the rows were inserted without the names of columns.
  await owner.query(
    'ALTER TABLE purposes ADD COLUMN asked_in_banner boolean NOT NULL, ADD COLUMN profiling boolean NOT NULL',
  )
  const purposes = (isDraft: boolean) =>
    register.purposes.map(({ askedAt, ...rest }) => ({
      ...rest,
      askedInBanner: isDraft ? askedAt.length > 0 || rest.topic === 'joint_use' : askedAt.includes('banner'),
    }))
  for (const [table, isDraft] of [
    ['register_drafts', true],
    ['register_versions', false],
  ] as const) {
    const content = JSON.stringify({ ...register, purposes: purposes(isDraft) })
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    await owner.query(`UPDATE ${table} SET content = $2 WHERE shop = $1`, [shop, content])
    await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  }
}
