/** The locale files of the extensions, each from words that several share. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { EXTENSIONS } from './configured.ts'

/** `no` and `nb`, `pt` and `pt-PT` are one language each under two names, as in the banner. */
const WRITTEN_AS: Record<string, string> = { no: 'nb', 'pt-PT': 'pt' }

const words = z.record(z.string(), z.unknown())
const banner = z.object({ title: z.string(), policy: z.string(), opt_out: z.object({ link: z.string() }) })

/** Which groups of words each extension says. */
const SAID = {
  'privacy-page': ['choices', 'held', 'requests', 'file', 'receipts', 'centre', 'company'],
  'privacy-profile': ['choices', 'all'],
  'privacy-order': ['choices', 'order', 'centre'],
} as const
/** What each says. */
const EVERYWHERE = ['loading', 'failed', 'again', 'saved', 'not_saved']

const json = async (...file: string[]) => JSON.parse(await readFile(path.join(EXTENSIONS, ...file), 'utf8'))

export interface LocaleFile {
  /** From the project's root. */
  file: string
  text: string
}

export async function accountLocales(): Promise<LocaleFile[]> {
  const names = readdirSync(path.join(EXTENSIONS, 'consent-banner/locales')).filter(
    (name) => !name.includes('.schema.'),
  )
  const files = names.map(async (name) => {
    const locale = name.split('.')[0] ?? ''
    const own = words.parse(await json('account/texts', `${WRITTEN_AS[locale] ?? locale}.json`))
    const { title, policy, opt_out } = banner.parse(await json('consent-banner/locales', name))
    return Object.entries(SAID).map(([extension, groups]) => {
      const said = Object.fromEntries([...EVERYWHERE, ...groups].map((group) => [group, own[group]]))
      const links = extension === 'privacy-page' ? { policy, us: opt_out.link } : {}
      return {
        file: `extensions/${extension}/locales/${name}`,
        text: `${JSON.stringify({ name: title, ...said, ...links }, null, 2)}\n`,
      }
    })
  })
  return (await Promise.all(files)).flat()
}

const staff = z.object({ names: z.record(z.string(), z.string()), language: z.string() }).loose()
const requestWords = z.object({ kinds: words, states: words })

/** The locale files of the admin's extensions, which share their words with each other and with Kept's own pages. */
export async function adminLocales(): Promise<LocaleFile[]> {
  const files = ['en', 'fr'].map(async (language) => {
    const { names, ...said } = staff.parse(await json('admin/texts', `${language}.json`))
    const { kinds, states } = requestWords.parse(await json('../app/ui/messages', `request.${language}.json`))
    return Object.entries(names).map(([extension, name]) => ({
      file: `extensions/${extension}/locales/${language === 'en' ? 'en.default' : language}.json`,
      text: `${JSON.stringify({ name, ...said, kinds, states }, null, 2)}\n`,
    }))
  })
  return (await Promise.all(files)).flat()
}
