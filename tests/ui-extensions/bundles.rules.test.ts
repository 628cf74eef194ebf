import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { bundleExtensions } from '../../scripts/extensions/bundle.ts'
import { EXTENSIONS } from '../../scripts/extensions/configured.ts'
import { accountLocales, adminLocales } from '../../scripts/extensions/locales.ts'

const bundles = await bundleExtensions()

describe('what Shopify delivers to each shopper', () => {
  test.each(bundles)('$handle is small enough for a phone: below 64 KiB compressed', ({ bytes, limit }) => {
    expect(limit).toBe(64 * 1024)
    expect(bytes).toBeLessThan(limit)
  })

  test.each(bundles.filter(({ targets }) => targets.length > 0))(
    '$handle starts in a worker, where there is no process and no window',
    ({ code, targets }) => {
      const started: string[] = []
      const shopify = { extend: (target: string) => started.push(target), setSignals: () => undefined }
      runInNewContext(code, { shopify, self: { shopify } })
      expect(started).toEqual(targets)
    },
  )

  test('no bundle has a word of the server’s configuration in it', () => {
    for (const { code } of bundles) expect(code).not.toMatch(/process\.env|SHOPIFY_API|DATABASE_URL/)
  })
})

const leaves = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )
const keysIn = (words: object) =>
  leaves(words).map(([key, text]) => `${key} ${[...text.matchAll(/\{\{ \w+ \}\}/g)].sort().join(' ')}`)

describe('whoever reads one of the languages of the banner', () => {
  test('finds the extensions in their language', async () => {
    for (const { file, text } of [...(await accountLocales()), ...(await adminLocales())]) {
      expect(readFileSync(path.join(EXTENSIONS, '..', file), 'utf8'), file).toBe(text)
    }
  })

  test('is told the same, with the same values, as who reads English', async () => {
    const files = [...(await accountLocales()), ...(await adminLocales())]
    const english = (file: string) =>
      files.find((one) => one.file === file.replace(/[^/]+$/, 'en.default.json'))?.text ?? ''
    expect(files.length).toBeGreaterThan(3 * 36)
    for (const { file, text } of files)
      expect(keysIn(JSON.parse(text)), file).toEqual(keysIn(JSON.parse(english(file))))
  })

  test('is told it in another way than in English', async () => {
    const files = (await accountLocales()).filter(({ file }) => file.includes('/privacy-page/'))
    const english = leaves(JSON.parse(files.find(({ file }) => file.includes('en.default'))?.text ?? ''))
    for (const { file, text } of files.filter((one) => !one.file.includes('en.default'))) {
      const same = leaves(JSON.parse(text)).filter(([key, word]) => english.some(([k, w]) => k === key && w === word))
      // "Details", "Data erased" and the like may be the same word in some language, but not many.
      expect(same.length, `${file}: ${same}`).toBeLessThan(4)
    }
  })
})
