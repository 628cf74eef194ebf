/** What Shopify would refuse or warn of, and what its own check leaves out: the block's schema, and our budgets. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { themeCheckRun } from '@shopify/theme-check-node'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { builtFiles } from '../../scripts/build-banner.ts'
import { BANNER, EXTENSION, localeStrings, renderEmbed } from './storefront.ts'

const EU = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt-PT ro sk sl sv'.split(' ')
const BEYOND = 'ar he is ja ko nb pt-BR tr uk zh-CN zh-TW'.split(' ')
/** Codes that shops also use: Shopify offers "no" beside "nb", and a bare "pt" falls back nowhere. */
const ALIASES = { no: 'nb', pt: 'pt-PT' } as const
const LANGUAGES = [...EU, ...BEYOND, ...Object.keys(ALIASES)]

const read = (path: string) => readFileSync(join(EXTENSION, path), 'utf8')
const block = read('blocks/consent-banner.liquid')
const schemaOf = (source: string) => JSON.parse(/{%\s*schema\s*%}([\s\S]*?){%\s*endschema\s*%}/.exec(source)?.[1] ?? '')
const schema = schemaOf(block)

test('Shopify accepts the extension: its own theme check finds nothing', async () => {
  const { offenses } = await themeCheckRun(EXTENSION, 'theme-check:theme-app-extension')
  expect(offenses.map(({ check, message, uri }) => `${check}: ${message} (${uri})`)).toEqual([])
})

test.each([
  ['consent-banner', 'compliance_head'],
  ['privacy-choices', 'section'],
])('the schema of the block %s is one that Shopify knows', (name, target) => {
  const block = read(`blocks/${name}.liquid`)
  const schema = schemaOf(block)
  const data = join(
    dirname(createRequire(import.meta.url).resolve('@shopify/theme-check-docs-updater/package.json')),
    'data',
  )
  const ajv = new Ajv({ strict: false, allErrors: true })
  for (const name of ['settings.json', 'setting.json', 'default_setting_values.json', 'theme_settings.json']) {
    ajv.addSchema(JSON.parse(readFileSync(join(data, name), 'utf8')), `https://shopify.dev/${name}`)
  }
  const valid = ajv.compile({
    $id: 'https://shopify.dev/app_block.json',
    type: 'object',
    additionalProperties: false,
    required: ['name', 'target'],
    properties: {
      name: { type: 'string' },
      target: { const: target },
      javascript: { type: 'string' },
      stylesheet: { type: 'string' },
      available_if: { type: 'string', pattern: '^\\{\\{ app\\.metafields\\.kept\\.enabled \\}\\}$' },
      settings: { $ref: 'settings.json' },
    },
  })
  expect(valid(schema), JSON.stringify(valid.errors)).toBe(true)
  const settings: { id?: string }[] = schema.settings
  const ids = settings.flatMap(({ id }) => id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of block.matchAll(/block\.settings\.(\w+)/g)) expect(ids).toContain(id)
  if (schema.javascript) expect(readdirSync(join(EXTENSION, 'assets'))).toContain(schema.javascript)
})

test('the names of the blocks fit the theme editor in every language of the editor', () => {
  for (const file of readdirSync(join(EXTENSION, 'locales')).filter((name) => name.endsWith('.schema.json'))) {
    const { blocks } = JSON.parse(read(`locales/${file}`))
    for (const key of ['consent_banner', 'privacy_choices']) expect(blocks[key].name.length, file).toBeLessThan(25)
  }
})

test('the Shopify CLI would upload every file: known folders, known types, within its limits', () => {
  const types = { assets: /\.(js|css)$/, blocks: /\.liquid$/, snippets: /\.liquid$/, locales: /\.json$/ } as const
  expect(readdirSync(EXTENSION).sort()).toEqual([...Object.keys(types), 'shopify.extension.toml'].sort())
  let liquid = 0
  for (const [folder, type] of Object.entries(types)) {
    for (const file of readdirSync(join(EXTENSION, folder))) {
      const { size } = statSync(join(EXTENSION, folder, file))
      expect(file).toMatch(type)
      if (folder === 'locales') expect(size, file).toBeLessThan(15_000)
      if (file.endsWith('.liquid')) liquid += size
    }
  }
  expect(liquid).toBeLessThan(100_000)
  expect(readdirSync(join(EXTENSION, 'locales')).length).toBeLessThan(100)
})

test('what is committed is what the source builds to', async () => {
  for (const [path, text] of Object.entries(await builtFiles())) {
    expect(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'), path).toBe(text)
  }
})

/** Every string of a locale, by its path. */
const flat = (strings: unknown, path = ''): [string, string][] =>
  typeof strings === 'string'
    ? [[path, strings]]
    : Object.entries(strings as object).flatMap(([key, value]) => flat(value, path ? `${path}.${key}` : key))

test('there is a text for every language we promise, and no other', () => {
  const files = readdirSync(join(EXTENSION, 'locales')).filter((name) => !name.includes('.schema.'))
  expect(files.map((name) => name.replace(/(\.default)?\.json$/, '')).sort()).toEqual([...LANGUAGES].sort())
  for (const [alias, language] of Object.entries(ALIASES)) {
    expect({ ...localeStrings(alias), lang: language }, alias).toEqual({ ...localeStrings(language), lang: language })
  }
})

test.each(LANGUAGES)(
  'a shopper reads the whole banner in %s: every string, its placeholders, its direction',
  (language) => {
    const own = flat(localeStrings(language))
    const english = new Map(flat(localeStrings('en')))
    expect(own.map(([path]) => path)).toEqual([...english.keys()])
    const holes = (text = '') => [...text.matchAll(/{{\s*(\w+)\s*}}/g)].map(([, name]) => name)
    for (const [path, text] of own) {
      expect(text.trim(), path).not.toBe('')
      expect(holes(text), path).toEqual(holes(english.get(path)))
      if (language !== 'en' && text.length > 30) expect(text, path).not.toBe(english.get(path))
    }
    const strings = new Map(own)
    expect(strings.get('lang')?.split('-')[0]).toBe((ALIASES[language as 'no'] ?? language).split('-')[0])
    expect(strings.get('dir')).toBe(['ar', 'he'].includes(language) ? 'rtl' : 'ltr')
    // Accepting and refusing must not be told apart by the length of their label.
    expect(strings.get('accept')?.length).toBeLessThanOrEqual(20)
    expect(strings.get('refuse')?.length).toBeLessThanOrEqual(20)
  },
)

test.each(LANGUAGES)('the first layer in %s says what it has to in 280 characters', async (locale) => {
  const html = await renderEmbed({ locale })
  const layer = /<section[\s\S]*<\/section>/.exec(html)?.[0].replace(/<p class="g">.*?<\/p>/, '') ?? ''
  const text = layer
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  expect(layer).not.toContain('Translation missing')
  expect(text.length, text).toBeLessThanOrEqual(280)
})

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length

test('Shopify loads the asset: it stays under 10,000 bytes as it is', () => {
  expect(statSync(join(EXTENSION, 'assets', schema.javascript)).size).toBeLessThan(10_000)
})

test.each(LANGUAGES)(
  'a first visit in %s costs less than 6 KB: inline part, styles, markup and asset',
  async (locale) => {
    // A new shop, with the three purposes and no recipients of its own yet would be smaller: this one has two.
    const page = await renderEmbed({ locale, banner: BANNER })
    const total = gzipped(page) + gzipped(read(`assets/${schema.javascript}`))
    expect(total).toBeLessThan(6 * 1024)
    if (['en', 'fr', 'de'].includes(locale)) expect(total).toBeLessThan(6000)
  },
)

test.each(LANGUAGES)('a first visit from the United States in %s, with its link, costs little more', async (locale) => {
  const purposes = [...BANNER.purposes, { key: 'sale_of_data', signal: 'sale_of_data', since: 1 }]
  const banner = { ...BANNER, purposes, choicesLink: 'us' }
  const page = gzipped(await renderEmbed({ locale, country: 'US', banner }))
  const assets = [schema.javascript, 'regions.js', 'footer-link.js'].map((name) => gzipped(read(`assets/${name}`)))
  expect(assets.reduce((sum, size) => sum + size, page)).toBeLessThan(8.5 * 1024)
})

test('the inline part is small enough to run in front of everything: 2.1 KB', () => {
  expect(gzipped(read('snippets/early.liquid'))).toBeLessThan(2_100)
})

test('the extension runs without eval, inline handlers, animations or names that ad blockers look for', () => {
  const code = [...Object.values({ early: read('snippets/early.liquid'), look: read('snippets/look.liquid') }), block]
  for (const asset of readdirSync(join(EXTENSION, 'assets'))) code.push(read(`assets/${asset}`))
  const all = code.join('\n')
  expect(all).not.toMatch(/\beval\(|new Function|\son\w+="|animation|transition/)
  expect(all).not.toMatch(/(id|class)="[^"]*(cookie|consent|gdpr|ccpa|cmp)/i)
})
