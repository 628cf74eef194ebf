/**
 * The public pages of all versions: a list, and each version as it was, at a permanent address. Nothing is rendered or
 * compared here: a page is a frame around the stored reading of its version.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { dayOf } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import {
  type ArchivedVersion,
  type OfferedReading,
  readReadingBody,
  readVersionReadings,
  type VersionReadings,
} from '../readings/store.ts'
import { type Child, element } from '../render/html.ts'
import { frameOf } from '../render/standalone.ts'
import { translatorOf } from '../translator.ts'
import { keepReadingsOf } from './keep.ts'

export interface PageQuery {
  /** Null asks for the list. */
  number: number | null
  /** The reader's languages, the preferred one first. */
  languages: readonly PolicyLanguage[]
  /** The path of the app proxy on the storefront: `/apps/privacy`. */
  prefix: string
}

export interface PublicPage {
  /** The entity tag of the whole page, body included (RFC 9110 § 8.8.3). */
  etag: string
  /** UTF-8. @throws Error when the version's readings were replaced in this moment */
  html(): Promise<Uint8Array>
}

/** Null when customers were never shown this version. */
export async function publicPage(shop: ShopDomain, asked: PageQuery): Promise<PublicPage | null> {
  const archive = await completeReadings(shop, asked.number)
  const [version] = archive?.versions ?? []
  const reading = archive && chosen(archive.readings, asked.languages)
  if (!version || !reading) return null
  const shown = { archive, reading, asked }
  if (asked.number === null) {
    const { before, after } = frameOf(listOf(shown))
    return { etag: etagOf(before), html: async () => Buffer.from(before + after) }
  }
  const { before, after } = frameOf(versionOf(shown, version))
  return {
    etag: etagOf(before + reading.hash),
    html: async () => {
      const body = await bodyOf(shop, version.number, reading)
      return Buffer.concat([Buffer.from(before), body, Buffer.from(after)])
    },
  }
}

/** Recently read bodies. A body never changes, and has 0.5 MB at most. */
const MOST_BYTES = 16_000_000
const bodies = new LRUCache<string, Buffer>({ maxSize: MOST_BYTES, sizeCalculation: (body) => body.length + 1 })

async function bodyOf(shop: ShopDomain, number: number, { language, hash }: OfferedReading): Promise<Buffer> {
  const key = `${shop} ${number} ${language} ${hash}`
  const known = bodies.get(key)
  if (known) return known
  const html = await readReadingBody(shop, { number, language, hash })
  if (html === null) throw new Error('A version of the policy was written anew while it was read')
  const body = Buffer.from(html)
  bodies.set(key, body)
  return body
}

async function completeReadings(shop: ShopDomain, number: number | null): Promise<VersionReadings | null> {
  const archive = await readVersionReadings(shop, number)
  const [version] = archive?.versions ?? []
  if (!version || archive?.readings.length !== 0) return archive
  await keepReadingsOf(shop, version.number)
  return readVersionReadings(shop, number)
}

const chosen = (
  readings: readonly OfferedReading[],
  preferred: readonly PolicyLanguage[],
): OfferedReading | undefined =>
  preferred.flatMap((wanted) => readings.find(({ language }) => language === wanted) ?? [])[0] ??
  readings.find(({ isOwn }) => isOwn)

const etagOf = (page: string) => `"${createHash('sha256').update(page).digest('base64url')}"`

interface PageContents {
  archive: VersionReadings
  reading: OfferedReading
  asked: PageQuery
}

const addressOf = ({ prefix }: PageQuery, language: PolicyLanguage, number: number | null) =>
  `${prefix}/policy${number === null ? '' : `/${number}`}?lang=${language}`

const paragraph = (...children: Child[]) => element('p', {}, children)
const link = (href: string, text: string, lang?: string) => element('a', { href, hreflang: lang, lang }, [text])
const list = (items: Child[]) =>
  element(
    'ul',
    {},
    items.map((item) => element('li', {}, [item])),
  )

/** Links to the page in the other languages, each named in its own language. */
function languageLinks({ archive, reading, asked }: PageContents): Child[] {
  const others = archive.readings.map(({ language }) => language).filter((language) => language !== reading.language)
  if (others.length === 0) return []
  const links = others.flatMap((language, index): Child[] => [
    ...(index > 0 ? [' · '] : []),
    link(addressOf(asked, language, asked.number), translatorOf(language, language).languageName(language), language),
  ])
  const label = translatorOf(reading.language, reading.language).translate('archive.languages')
  return [element('nav', { 'aria-label': label }, [paragraph(...links)])]
}

function nameOf({ number, at }: ArchivedVersion, language: PolicyLanguage): string {
  const translator = translatorOf(language, language)
  return translator.translate('archive.version', { number, date: translator.date(dayOf(at)) })
}

function versionOf(shown: PageContents, version: ArchivedVersion) {
  const { archive, reading, asked } = shown
  const { language, title, changes } = reading
  const translator = translatorOf(language, language)
  const head = [
    element('header', {}, [
      paragraph(nameOf(version, language)),
      paragraph(translator.translate(archive.inForce === version.number ? 'archive.inForce' : 'archive.replaced')),
      paragraph(link(addressOf(asked, language, null), translator.translate('archive.all'))),
      ...languageLinks(shown),
    ]),
    ...(changes ? [element('section', {}, [element('h2', {}, [changes.title]), list(changes.lines)])] : []),
  ]
  return { language, title, head }
}

function listOf(shown: PageContents) {
  const { archive, reading, asked } = shown
  const { language } = reading
  const links = archive.versions.map((each) => link(addressOf(asked, language, each.number), nameOf(each, language)))
  const title = translatorOf(language, language).translate('archive.title', { title: reading.title })
  return { language, title, head: [...languageLinks(shown), list(links)] }
}
