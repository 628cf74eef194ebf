import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findBannerVersion, readPublication } from '../../app/banner/configuration/store.ts'
import { publishFirstBanner, workPublication } from '../../app/banner/publish.ts'
import { pool } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { readInstallation } from '../../app/shopify/app-data.ts'
import {
  adminOfShop,
  askToPublish,
  inShop,
  openShop,
  runJob,
  SHOP,
  standIn,
} from '../policy/publication/a-publishing-shop.ts'
import { withFault } from '../stand-in/a-stand-in.ts'

beforeAll(startQueue)
beforeEach(async () => {
  await openShop()
  standIn.state.shop.metafields = []
})
afterAll(async () => {
  await stopQueue(0)
})

const job = { shop: SHOP, receivedAt: Date.now() }

/** What the storefront reads. */
async function onStorefront() {
  const { banner } = await readInstallation(await adminOfShop())
  return banner === null ? null : JSON.parse(banner)
}

async function publishPolicy() {
  const begun = await askToPublish()
  if (!begun.ok) throw new Error(begun.reason)
  expect(await runJob(begun.publicationId)).toBe(null)
}

test('a new shop asks for what Shopify asks for, from the first time that staff open Kept', async () => {
  const admin = await adminOfShop()
  await publishFirstBanner(SHOP, admin, await readInstallation(admin))
  expect(await onStorefront()).toMatchObject({
    register: null,
    purposes: expect.arrayContaining(
      ['preferences', 'analytics', 'marketing'].map((key) => expect.objectContaining({ key })),
    ),
  })
})

test('once a policy is published, shoppers are asked for what it declares', async () => {
  await publishPolicy()
  const { rows } = await pool.query(`SELECT 1 FROM pgboss.job WHERE name = 'policy-published' AND data->>'shop' = $1`, [
    SHOP,
  ])
  expect(rows.length).toBeGreaterThan(0)
  await workPublication(job)
  const config = await onStorefront()
  expect(config.register).toBe(1)
  expect(config.purposes.map(({ key }: { key: string }) => key)).toContain('advertising')
  expect(await inShop((tx) => findBannerVersion(tx, config.version))).toMatchObject({ config, registerVersion: 1 })
  expect(await inShop(readPublication)).toMatchObject({ hash: config.version, registerVersion: 1, problem: null })
})

test('a job that runs twice changes nothing, and two at once leave one whole configuration', async () => {
  await publishPolicy()
  await workPublication(job)
  const before = await onStorefront()
  await Promise.allSettled([workPublication(job), workPublication(job)])
  expect(await onStorefront()).toEqual(before)
})

test('while Shopify fails staff are told, and the next try brings it', async () => {
  await publishPolicy()
  await withFault(standIn, { operation: 'KeptAppData', kind: '500', times: 3 })
  await expect(workPublication(job)).rejects.toThrow()
  expect(await inShop(readPublication)).toMatchObject({ problem: { code: 'shopify' } })
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
  await workPublication(job)
  expect(await inShop(readPublication)).toMatchObject({ registerVersion: 1, problem: null })
})
