import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bannerState } from '../../app/banner/index.ts'
import { workPublication } from '../../app/banner/publish.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { readVersion } from '../../app/policy/archive/read.ts'
import { publishAgain } from '../../app/policy/publication/publish.ts'
import { newestPublication } from '../../app/policy/publication/store.ts'
import { updateLinks } from '../../app/policy/publication/update-links.ts'
import { readInstallation } from '../../app/shopify/app-data.ts'
import { noteProxyPath } from '../../app/shopify/app-proxy/store.ts'
import { DEFAULT_PROXY_PATH } from '../../app/shopify/app-proxy/words.ts'
import {
  adminOfShop,
  askToPublish,
  BRIEF,
  inShop,
  openShop,
  runJob,
  SHOP,
  shown,
  standIn,
} from '../policy/publication/a-publishing-shop.ts'

beforeAll(startQueue)
beforeEach(async () => {
  await openShop()
  standIn.state.shop.metafields = []
})
afterAll(async () => {
  await stopQueue(0)
})

const job = { shop: SHOP, receivedAt: Date.now() }
const client = async () => ({ admin: await adminOfShop(), retryPolicy: BRIEF })
const move = (path: string) => inShop((tx) => noteProxyPath(tx, { path, signedAt: new Date() }))

async function publishPolicy() {
  const begun = await askToPublish()
  if (!begun.ok) throw new Error(begun.reason)
  expect(await runJob(begun.publicationId)).toBe(null)
}

async function onStorefront() {
  const { banner } = await readInstallation(await adminOfShop())
  return banner === null ? null : JSON.parse(banner)
}

const everything = () => JSON.stringify(shown())

test('the path that the app declares is the one that Liquid and Kept take where nobody moved it', () => {
  const toml = readFileSync('shopify.app.toml', 'utf8')
  const [, subpath] = /subpath = "([^"]+)"/.exec(toml) ?? []
  const [, prefix] = /prefix = "([^"]+)"/.exec(toml) ?? []
  expect(`/${prefix}/${subpath}`).toBe(DEFAULT_PROXY_PATH)
  const liquid = readFileSync('extensions/consent-banner/blocks/consent-banner.liquid', 'utf8')
  expect(`/${/config\.proxy \| default: '([^']+)'/.exec(liquid)?.[1]}`).toBe(DEFAULT_PROXY_PATH)
})

test('the storefront is told where to send', async () => {
  await workPublication(job)
  const before = await onStorefront()
  expect(before).not.toHaveProperty('proxy')
  await move('/tools/vie_privee')
  await workPublication(job)
  const now = await onStorefront()
  expect(now.proxy).toBe('/tools/vie_privee')
  // Nobody is asked again because of it.
  expect(now.purposes).toEqual(before.purposes)
  const state = await inShop((tx) => bannerState(tx, { registerVersion: null, settingsRevision: 0 }))
  expect(state.proxy).toEqual({ seen: '/tools/vie_privee', published: '/tools/vie_privee' })
})

test('until the storefront has the new address, staff see both', async () => {
  await workPublication(job)
  await move('/tools/x')
  const state = await inShop((tx) => bannerState(tx, { registerVersion: null, settingsRevision: 0 }))
  expect(state).toMatchObject({ proxy: { seen: '/tools/x', published: '/apps/privacy' }, isBehind: true })
})

test('the published policy links to where customers find its versions, and staff copy that address', async () => {
  await publishPolicy()
  expect(everything()).toContain('/apps/privacy/policy')
  await move('/community/a_b')
  await updateLinks(job, client)
  const again = await inShop(newestPublication)
  expect(again).toMatchObject({ version: 1, state: 'publishing' })
  expect(await runJob(again?.id ?? '')).toBe(null)
  expect(everything()).toContain('/community/a_b/policy/1?lang=')
  expect(everything()).not.toContain('/apps/privacy')
  const read = await readVersion({ inShop }, { number: 1, document: 'policy', language: null, from: null })
  expect(read?.permalink).toContain('/community/a_b/policy/1')
  // Once: the job may run again.
  await updateLinks(job, client)
  expect((await inShop(newestPublication))?.id).toBe(again?.id)
})

test('a policy that staff changed in the shop is not overwritten: they publish again themselves', async () => {
  await publishPolicy()
  const policy = standIn.state.shop.policies.find(({ type }) => type === 'PRIVACY_POLICY')
  if (!policy) throw new Error('No policy')
  policy.body = '<p>Ours</p>'
  await move('/tools/x')
  await updateLinks(job, client)
  expect(policy.body).toBe('<p>Ours</p>')
  expect((await inShop(newestPublication))?.drift).toMatchObject([{ document: 'policy', drift: 'changed' }])
  const begun = await publishAgain({ id: '7', admin: await adminOfShop(), inShop })
  expect(begun.ok && (await runJob(begun.publicationId))).toBe(null)
  expect(everything()).toContain('/tools/x/policy/1?lang=')
})

test('links wait for the publication that is under way', async () => {
  await publishPolicy()
  const begun = await askToPublish({ trackers: [] })
  expect(begun.ok).toBe(true)
  await move('/tools/x')
  await expect(updateLinks(job, client)).rejects.toThrow('under way')
})
