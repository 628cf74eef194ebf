/** What customers see of all versions: a list, and each version as it was, at an address that stays. */
import type { ShopTransaction } from '../../platform/db.ts'
import { dayOf, type VersionSummary } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import { type Child, element } from '../render/html.ts'
import { standalone } from '../render/standalone.ts'
import { voiceOf } from '../voice.ts'
import { compareVersions, publishedVersions, versionAsItWas } from './versions.ts'

export interface Asked {
  /** Null: the list. */
  number: number | null
  /** Wanted by the reader, the most wanted first. */
  languages: readonly PolicyLanguage[]
  /** Where the app proxy is on the storefront: `/apps/privacy`. */
  prefix: string
}

/** The page's HTML; null when this version was never shown to customers. */
export async function publicPage(tx: ShopTransaction, asked: Asked): Promise<string | null> {
  const versions = await publishedVersions(tx)
  const [newest] = versions
  if (!newest) return null
  if (asked.number === null) return listPage(tx, { versions, newest, asked })
  const index = versions.findIndex(({ number }) => number === asked.number)
  return index < 0 ? null : versionPage(tx, { versions, index, asked })
}

const addressOf = ({ prefix }: Asked, language: PolicyLanguage, number: number | null) =>
  `${prefix}/policy${number === null ? '' : `/${number}`}?lang=${language}`

const paragraph = (...children: Child[]) => element('p', {}, children)
const link = (href: string, text: string, lang?: string) => element('a', { href, hreflang: lang, lang }, [text])
const list = (items: Child[]) =>
  element(
    'ul',
    {},
    items.map((item) => element('li', {}, [item])),
  )

/** The same page in the other languages, each named in itself. */
function languageLinks(asked: Asked, shown: PolicyLanguage, languages: readonly PolicyLanguage[]): Child[] {
  const others = languages.filter((language) => language !== shown)
  if (others.length === 0) return []
  const links = others.flatMap((language, index): Child[] => {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
    return [...(index > 0 ? [' · '] : []), link(addressOf(asked, language, asked.number), name, language)]
  })
  return [element('nav', { 'aria-label': voiceOf(shown, shown).say('archive.languages') }, [paragraph(...links)])]
}

function nameOf({ number, publishedAt, createdAt }: VersionSummary, language: PolicyLanguage): string {
  const voice = voiceOf(language, language)
  return voice.say('archive.version', { number, date: voice.date(dayOf(publishedAt ?? createdAt)) })
}

interface One {
  versions: readonly VersionSummary[]
  index: number
  asked: Asked
}

async function versionPage(tx: ShopTransaction, { versions, index, asked }: One): Promise<string | null> {
  const [version, before] = versions.slice(index, index + 2)
  const wanted = { document: 'policy', languages: asked.languages } as const
  const found = version && (await versionAsItWas(tx, { ...wanted, number: version.number }))
  if (!found) return null
  const { language, languages, title, html } = found
  const voice = voiceOf(language, language)
  const compared = before && { from: before.number, to: version.number, document: 'policy' as const, language }
  const changes = compared && (await compareVersions(tx, compared))
  const head = [
    element('header', {}, [
      paragraph(nameOf(version, language)),
      paragraph(voice.say(index === 0 ? 'archive.inForce' : 'archive.replaced')),
      paragraph(link(addressOf(asked, language, null), voice.say('archive.all'))),
      ...languageLinks(asked, language, languages),
    ]),
    ...(changes
      ? [element('section', {}, [element('h2', {}, [changes.summary.title]), list(changes.summary.lines)])]
      : []),
  ]
  return standalone({ language, title, head, body: html })
}

interface All {
  versions: readonly VersionSummary[]
  newest: VersionSummary
  asked: Asked
}

async function listPage(tx: ShopTransaction, { versions, newest, asked }: All): Promise<string | null> {
  const found = await versionAsItWas(tx, { number: newest.number, document: 'policy', languages: asked.languages })
  if (!found) return null
  const { language, languages } = found
  const links = versions.map((each) => link(addressOf(asked, language, each.number), nameOf(each, language)))
  return standalone({
    language,
    title: voiceOf(language, language).say('archive.title', { title: found.title }),
    head: [...languageLinks(asked, language, languages), list(links)],
    body: '',
  })
}
