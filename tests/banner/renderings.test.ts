import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_BANNER } from '../../app/banner/configuration/compose.ts'
import { notePublished, readPublication, storeVersion } from '../../app/banner/configuration/store.ts'
import { listBannerVersions, previewBanner, readBannerVersion, readRendering } from '../../app/banner/index.ts'
import { publishBanner, publishFirstBanner } from '../../app/banner/publish.ts'
import { renderedLanguages, storeRendering } from '../../app/banner/rendering/store.ts'
import { DEFAULT_SETTINGS } from '../../app/banner/settings/model.ts'
import { saveSettings } from '../../app/banner/settings/save.ts'
import { readSettings } from '../../app/banner/settings/store.ts'
import { appendEvent, countDecisionsOn } from '../../app/consent/index.ts'
import { pool } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { readInstallation } from '../../app/shopify/app-data.ts'
import { anEvent } from '../consent/an-event.ts'
import {
  adminOfShop,
  askToPublish,
  inShop,
  openShop,
  runJob,
  SHOP,
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

const publish = async () => publishBanner(SHOP, await adminOfShop())
const current = async () => (await inShop(readPublication)).hash ?? ''
const frozen = (hash: string, language: string, at?: Date) =>
  inShop((tx) => readRendering(tx, { hash, language, ...(at && { at }) }))

async function rename(title: string) {
  await inShop(async (tx) => {
    const { settings, revision } = await readSettings(tx)
    const saved = await saveSettings(tx, { typed: { ...settings, texts: { fr: { title } } }, revision }, '7')
    expect(saved.ok).toBe(true)
  })
  await publish()
}

describe('what shoppers were shown is kept', () => {
  test('in every language that the shop is read in, with the hash of each page', async () => {
    await publish()
    const hash = await current()
    const { locales } = standIn.state.shop
    const published = locales.filter((locale) => locale.published).map(({ locale }) => locale)
    expect(await inShop((tx) => renderedLanguages(tx, hash))).toEqual(published.toSorted())
    const rendering = await frozen(hash, 'fr')
    expect(rendering?.html).toContain('Votre vie privée')
    const read = await inShop((tx) => readBannerVersion(tx, { hash, language: 'fr', at: null }))
    expect(read).toMatchObject({ rendering, createdAt: rendering?.drawnAt, languages: published.toSorted() })
    expect(rendering?.htmlHash).toBe(
      createHash('sha256')
        .update(rendering?.html ?? '')
        .digest('hex'),
    )
  })

  test('once, however often and at once it is published', async () => {
    await publish()
    const before = await inShop((tx) => tx.bannerRendering.count())
    await Promise.allSettled([publish(), publish()])
    expect(await inShop((tx) => tx.bannerRendering.count())).toBe(before)
  })

  test('as it was: a later banner, and a shop that is renamed, leave it as it is', async () => {
    await publish()
    const first = await current()
    const before = await frozen(first, 'fr')
    await rename('Un autre titre')
    const second = await current()
    expect(second).not.toBe(first)
    expect(await frozen(first, 'fr')).toEqual(before)
    expect((await frozen(second, 'fr'))?.html).toContain('Un autre titre')
    const seen = new Date()
    standIn.state.shop.name = 'Renamed'
    await publish()
    expect((await frozen(second, 'fr', seen))?.html).not.toContain('Renamed')
    expect((await frozen(second, 'fr'))?.html).toContain('Renamed')
  })

  test('also in a language that the shop did not list, from the first time that somebody asks for it', async () => {
    await publish()
    const hash = await current()
    const drawn = await frozen(hash, 'ja')
    expect(drawn).toMatchObject({ language: 'ja', bannerHash: hash })
    expect(await frozen(hash, 'ja')).toEqual(drawn)
    expect(await inShop((tx) => renderedLanguages(tx, hash))).toContain('ja')
  })

  test('and of a banner that the shop never had there is nothing', async () => {
    expect(await frozen('0123456789abcdef', 'fr')).toBe(null)
  })

  test('anew once Kept was updated and draws with other files, and not before', async () => {
    const jobs = async () => {
      const { rows } = await pool.query(
        `SELECT 1 FROM pgboss.job WHERE name = 'banner-publication' AND data->>'shop' = $1`,
        [SHOP],
      )
      return rows.length
    }
    const admin = await adminOfShop()
    await publish()
    const before = await jobs()
    const installation = await readInstallation(admin)
    await publishFirstBanner(SHOP, admin, installation)
    expect(await jobs()).toBe(before)
    const [hash, html] = ['abcdef0123456789', 'drawn by an older Kept']
    const htmlHash = createHash('sha256').update(html).digest('hex')
    const older = { bannerHash: hash, language: 'fr', html, htmlHash, filesHash: '0'.repeat(64), drawnAt: new Date() }
    await inShop(async (tx) => {
      await storeVersion(tx, { config: { ...DEFAULT_BANNER, version: hash }, disclosure: {}, at: new Date() })
      await storeRendering(tx, older, { shopName: 'Older', policyUrl: null })
      await notePublished(tx, { hash, at: new Date(), registerVersion: null, settingsRevision: 0, languages: ['fr'] })
    })
    await publishFirstBanner(SHOP, admin, installation)
    expect(await jobs()).toBe(before + 1)
  })
})

describe('staff see a banner before it is saved', () => {
  const see = (typed: object, language = 'fr') =>
    inShop((tx) => previewBanner(tx, { typed, language, screen: 'banner', staff: 'en' }))

  test('as shoppers will, with what is wrong and what is missing, and nothing is kept', async () => {
    const begun = await askToPublish()
    if (!begun.ok) throw new Error(begun.reason)
    expect(await runJob(begun.publicationId)).toBe(null)
    await publish()
    const before = await inShop((tx) => tx.bannerRendering.count())
    const texts = { fr: { title: 'Un titre', accept: 'Oui' } }
    const seen = await see({ ...DEFAULT_SETTINGS, texts })
    expect(seen.page).toContain('Un titre')
    expect(seen.page).toContain('Publicité personnalisée')
    expect(seen.findings).toEqual([expect.objectContaining({ code: 'one_label', field: 'texts.fr.refuse' })])
    expect(seen.lines?.map(({ name }) => name)).toContain('Personalised advertising')
    expect(seen.gaps).toEqual([])
    expect(seen.words.refuse).toBe('Tout refuser')
    expect(await inShop((tx) => tx.bannerRendering.count())).toBe(before)
  })

  test('or why it cannot be drawn', async () => {
    const { page, findings } = await see({ ...DEFAULT_SETTINGS, policyUrl: 'http://shop.example' })
    expect(page).toBe(null)
    expect(findings).toEqual([expect.objectContaining({ code: 'no_address', field: 'policyUrl' })])
  })
})

describe('nobody changes what shoppers were shown', () => {
  test.each([
    ['the app changes a page', 'UPDATE banner_renderings SET language = language'],
    ['the app deletes a page', 'DELETE FROM banner_renderings'],
    ['the app changes a version', 'UPDATE banner_versions SET hash = hash'],
    ['the app deletes a version', 'DELETE FROM banner_versions'],
  ])('%s', async (_, sql) => {
    await publish()
    await expect(inShop((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/permission denied|kept as it was/)
  })

  test('a page that is not what its hash says is refused', async () => {
    await inShop((tx) => storeVersion(tx, { config: DEFAULT_BANNER, disclosure: {}, at: new Date() }))
    const forged = {
      bannerHash: DEFAULT_BANNER.version,
      language: 'fr',
      html: 'forged',
      htmlHash: '0'.repeat(64),
      filesHash: '0'.repeat(64),
      drawnAt: new Date(),
    }
    await expect(inShop((tx) => storeRendering(tx, forged, { shopName: '', policyUrl: null }))).rejects.toThrow(
      /html_hash/,
    )
  })
})

describe('the history of banners', () => {
  test('says what changed from one to the next, and how many decided on each', async () => {
    await publish()
    const first = await current()
    await appendEvent(SHOP, anEvent({ banner: { hash: first, language: 'fr' } }))
    await appendEvent(SHOP, anEvent({ banner: { hash: first, language: 'en' } }))
    await rename('Un autre titre')
    const begun = await askToPublish()
    if (!begun.ok) throw new Error(begun.reason)
    expect(await runJob(begun.publicationId)).toBe(null)
    await publish()
    const { versions, next } = await inShop((tx) => listBannerVersions(tx))
    const decisions = await inShop((tx) =>
      countDecisionsOn(
        tx,
        versions.map(({ hash }) => hash),
      ),
    )
    expect(
      versions.map(({ hash, registerVersion, isCurrent }) => [registerVersion, decisions.get(hash) ?? 0, isCurrent]),
    ).toEqual([
      [1, 0, true],
      [null, 0, false],
      [null, 2, false],
    ])
    expect(versions.map(({ changes }) => changes).slice(1)).toEqual([['wording'], ['first']])
    expect(versions[0]?.changes).toEqual(expect.arrayContaining(['register', 'purposes', 'recipients']))
    expect(next).toBe(null)
  })

  test('is read page by page, and the last of a page is compared with the first of the next', async () => {
    await publish()
    await rename('Un')
    await rename('Deux')
    const page = await inShop((tx) => listBannerVersions(tx, { size: 2 }))
    expect(page.versions.map(({ changes }) => changes)).toEqual([['wording'], ['wording']])
    const rest = await inShop((tx) => listBannerVersions(tx, { size: 2, after: page.next }))
    expect(rest.versions.map(({ changes }) => changes)).toEqual([['first']])
  })
})
