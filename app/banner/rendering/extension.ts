import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** The theme extension's folder: it is beside the app both in the source and in the image. */
const DIRECTORY = path.resolve('extensions/consent-banner')
const BLOCK = 'blocks/consent-banner.liquid'
const PREFERENCES_LOOK = 'assets/preferences.css'
const FOLDERS = ['assets', 'blocks', 'locales', 'snippets']
const DEFAULT_LOCALE = 'en'

/** The storefront's texts in one language, by key. Nested keys are joined with dots. */
export type LocaleTexts = ReadonlyMap<string, string>

/** The files that render the banner on the storefront. */
export interface Extension {
  block: string
  snippets: Record<string, string>
  /** The stylesheet that the preferences bring along. */
  preferencesLook: string
  /** By locale, as Shopify names it. */
  texts: ReadonlyMap<string, LocaleTexts>
  /** SHA-256 of the files and their names. It includes the scripts, because what a shopper saw depends on them. */
  filesHash: string
}

type Strings = { [key: string]: string | Strings }
const strings: z.ZodType<Strings> = z.lazy(() => z.record(z.string(), z.union([z.string(), strings])))

let read: Promise<Extension> | undefined

/** Read once: the files change only with a release of the app. */
export function readExtension(): Promise<Extension> {
  read ??= readFiles()
  return read
}

async function readFiles(): Promise<Extension> {
  const names = await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(path.join(DIRECTORY, folder))).map((file) => `${folder}/${file}`)),
  )
  const files = new Map<string, string>()
  for (const name of names.flat().toSorted()) files.set(name, await readFile(path.join(DIRECTORY, name), 'utf8'))
  const fileOf = (name: string) => {
    const text = files.get(name)
    if (text === undefined) throw new Error(`The theme extension has no ${name}`)
    return text
  }
  const inFolder = (folder: string) =>
    [...files].flatMap(([name, text]) =>
      name.startsWith(`${folder}/`) ? [[path.parse(name).name, text] as const] : [],
    )
  const locales = inFolder('locales').filter(([name]) => !name.endsWith('.schema'))
  return {
    block: fileOf(BLOCK),
    preferencesLook: fileOf(PREFERENCES_LOOK).trim(),
    snippets: Object.fromEntries(inFolder('snippets')),
    texts: new Map(
      locales.map(([name, text]) => [name.replace(/\.default$/, ''), new Map(flat(strings.parse(JSON.parse(text))))]),
    ),
    filesHash: hashOf(files),
  }
}

function hashOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const [name, text] of files) hash.update(`${name}\n${Buffer.byteLength(text)}\n${text}\n`)
  return hash.digest('hex')
}

const flat = (strings: Strings, prefix = ''): [string, string][] =>
  Object.entries(strings).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  )

/**
 * Finds the texts of a page in `locale` in Shopify's order: the locale, its language without the region, the default.
 */
export function localeTextsOf({ texts: words }: Extension, locale: string): LocaleTexts {
  const found = words.get(locale) ?? words.get(locale.split('-')[0] ?? '') ?? words.get(DEFAULT_LOCALE)
  if (!found) throw new Error('The theme extension has no words in its default language')
  return found
}

/** The language that a decision made in `locale` names. */
export const languageShownIn = (extension: Extension, locale: string): string =>
  localeTextsOf(extension, locale).get('lang') ?? locale

/** Every language of the storefront's banner, by the names that decisions use. */
export async function storefrontLanguages(): Promise<string[]> {
  const extension = await readExtension()
  return [...new Set([...extension.texts.keys()].map((locale) => languageShownIn(extension, locale)))]
}

/** The storefront's texts in one language, by key. */
export const storefrontTexts = async (locale: string): Promise<LocaleTexts> =>
  localeTextsOf(await readExtension(), locale)
