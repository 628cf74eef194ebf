import { readFileSync } from 'node:fs'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  ADMIN_FIELDS,
  article30,
  canonicalJson,
  contentHash,
  describeFinding,
  ENTRY_ID,
  FINDINGS,
  IMPORT_PROBLEMS,
  inLanguage,
  languageOfLocale,
  missingTranslations,
  newEntryId,
  PROBLEM_CODES,
  pathOf,
  REGISTER_STEPS,
  referencesTo,
  register,
  registerMessages,
  staffTranslator,
  textsOf,
  writeXlsx,
} from '../../app/register/index.ts'
import * as words from '../../app/register/words.ts'
import { aPurpose, aRegister, theTemplate } from './a-register.ts'

describe('the canonical form and the content hash', () => {
  test('RFC 8785 § 3.2.2 and § 3.2.3', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    expect(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [() => 1]])('%s has no canonical form', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  test('the hash does not depend on the order of keys, and does on every value', () => {
    const template = theTemplate()
    const turned = Object.fromEntries(Object.entries(template).reverse()) as typeof template
    expect(contentHash(turned)).toBe(contentHash(template))
    expect(contentHash({ ...template, clauses: [] })).not.toBe(contentHash(template))
    expect(contentHash(template)).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('walking the register', () => {
  test('every text is found: none is left out of the list of translations', () => {
    let written = 0
    const walk = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return
      if ('fr' in node) written += 1
      for (const member of Object.values(node)) walk(member)
    }
    walk(theTemplate())
    expect(textsOf(theTemplate()).filter(({ text }) => text.fr).length).toBe(written)
  })

  test('what lacks a language is listed with its entry and field', () => {
    const half = aRegister({
      purposes: [aPurpose({ name: { en: 'Orders', fr: 'Commandes' }, description: { en: 'x' } })],
    })
    expect(missingTranslations(half, ['en', 'fr']).filter(({ entry }) => entry.kind === 'purpose')).toEqual([
      { entry: { kind: 'purpose', id: 'orders' }, field: 'description', languages: ['fr'] },
    ])
  })

  test('an entry that others name is known before it is deleted', () => {
    const from = referencesTo(theTemplate(), 'data_category', 'newsletter').map(({ from }) => from.id)
    expect(from).toContain('email-offers')
    expect(from).toContain('newsletter-withdrawal')
    expect(pathOf(theTemplate(), { kind: 'purpose', id: 'nobody' })).toBeUndefined()
  })

  test.each([
    ['Publicité & e-mails', 'publicite-e-mails'],
    ['Orders', 'orders-2'],
    ['42', 'purpose'],
    ['日本語', 'purpose'],
    ['x'.repeat(200), 'x'.repeat(34)],
  ])('a new entry called %s gets the id %s', (name, id) => {
    expect(newEntryId(aRegister(), 'purpose', name)).toBe(id)
    expect(id).toMatch(ENTRY_ID)
  })

  test('a text falls back to the language of the register, then to any', () => {
    expect(inLanguage({ fr: 'a', de: 'b' }, 'de', 'fr')).toBe('b')
    expect(inLanguage({ fr: 'a', de: 'b' }, 'en', 'fr')).toBe('a')
    expect(inLanguage({ de: 'b' }, 'en', 'fr')).toBe('b')
    expect(inLanguage({}, 'en', 'fr')).toBe('')
    expect(['fr-CA', 'pt-BR', 'EN', 'ja', 'zh-CN'].map(languageOfLocale)).toEqual([
      'fr',
      'pt',
      'en',
      undefined,
      undefined,
    ])
  })

  test('text from a form keeps its lines, and a name is one line', () => {
    const { controller } = aRegister({ controller: { name: ' Tea ', address: '1 High Street\r\n75001 Paris' } })
    expect(controller).toMatchObject({ name: 'Tea', address: '1 High Street\n75001 Paris' })
    expect(register.safeParse({ ...aRegister(), controller: { name: 'a\nb' } }).success).toBe(false)
  })
})

describe('the record of processing activities', () => {
  test.each(['en', 'fr'] as const)('has one row an activity with every item of Art. 30(1), in %s', (language) => {
    const [controller, activities] = article30(theTemplate(), language)
    expect(controller?.rows.flat()).toContain('Maison Lavande')
    expect(activities?.rows.length).toBe(theTemplate().purposes.length)
    for (const row of activities?.rows ?? []) {
      expect(row.length).toBe(activities?.columns.length)
      // Activity, persons, purpose, basis, data, sources, recipients, time limits, security.
      for (const column of [0, 1, 2, 3, 4, 6, 7, 10, 12]) expect(row[column]).not.toBe('')
    }
  })

  test('becomes an XLSX file in which a text is never a formula', async () => {
    const evil = aRegister({ purposes: [aPurpose({ name: { en: '=HYPERLINK("http://x","y")' } })] })
    const file = await writeXlsx(article30(evil, 'en'))
    expect(file.subarray(0, 2).toString()).toBe('PK')
    const xml = entriesOfZip(file)
    expect(xml).toContain('=HYPERLINK')
    expect(xml).not.toContain('<f>')
    expect((await writeXlsx(article30(theTemplate(), 'fr'))).length).toBeGreaterThan(5_000)
  })
})

/** Every file of a ZIP archive as one text. */
function entriesOfZip(archive: Buffer): string {
  const parts: string[] = []
  for (let at = archive.indexOf('PK\u0003\u0004'); at >= 0; at = archive.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
    const packed = archive.subarray(start)
    parts.push(archive.readUInt16LE(at + 8) === 0 ? packed.toString('latin1') : inflateRawSync(packed).toString())
  }
  return parts.join('\n')
}

describe('the messages', () => {
  const paths = (node: object, path = ''): string[] =>
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string' ? [path + key] : paths(value, `${path}${key}.`),
    )
  const english = paths(registerMessages('en'))

  test('English and French have the same keys', () => {
    expect(paths(registerMessages('fr'))).toEqual(english)
  })

  const needed = [
    ...Object.keys(FINDINGS).map((code) => `findings.${code}`),
    ...[...PROBLEM_CODES, ...IMPORT_PROBLEMS].map((code) => `problems.${code}`),
    ...REGISTER_STEPS.map((step) => `steps.${step}`),
    ...Object.entries({
      audience: words.AUDIENCES,
      legalBasis: words.LEGAL_BASES,
      specialCondition: words.SPECIAL_CATEGORY_CONDITIONS,
      purposeTopic: words.PURPOSE_TOPICS,
      channel: words.PURPOSE_CHANNELS,
      signal: words.SIGNALS,
      provision: words.PROVISIONS,
      dataTopic: words.DATA_TOPICS,
      source: words.DATA_SOURCES,
      recipientKind: words.RECIPIENT_KINDS,
      service: words.SERVICES,
      mechanism: words.TRANSFER_MECHANISMS,
      retentionSubject: words.RETENTION_SUBJECTS,
      retentionTrigger: words.RETENTION_TRIGGERS,
      retentionAction: words.RETENTION_ACTIONS,
      party: words.PARTIES,
      trackerStorage: words.TRACKER_STORAGES,
      trackerExemption: words.TRACKER_EXEMPTIONS,
      identityMethod: words.IDENTITY_METHODS,
      policySection: words.POLICY_SECTIONS,
    }).flatMap(([group, list]) => list.map((word) => `words.${group}.${word}`)),
  ]
  test.each(['en', 'fr'] as const)('every code and every word is said in %s', (language) => {
    expect(needed.filter((path) => !english.includes(path))).toEqual([])
    const everything = {
      ...{ country: 'x', kind: 'x', id: 'x', language: 'x', count: 1, most: 1, months: 1, longest: 1, audience: 'x' },
      ...{
        adminField: 'x',
        date: 'x',
        pattern: 'x',
        key: 'x',
        expected: 'x',
        allowed: 'x',
        least: 1,
        detail: 'x',
        bytes: 1,
      },
    }
    for (const path of needed) expect(staffTranslator(language)(path, everything)).not.toMatch(/[{}]/)
  })

  test('a finding names countries and languages as people do', () => {
    const finding = { severity: 'error', entry: { kind: 'recipient', id: 'x' }, field: 'transfer' } as const
    const say = (language: 'en' | 'fr') =>
      describeFinding({ ...finding, code: 'transfer_without_mechanism', values: { country: 'IN' } }, language)
    expect(say('en')).toContain('India')
    expect(say('fr')).toContain('Inde')
  })
})

describe('the fields of the Admin API', () => {
  test('every field is in the schema that Kept is written for', () => {
    const { data } = JSON.parse(gunzipSync(readFileSync('schema/admin-2026-07.json.gz')).toString())
    const fields = new Set<string>()
    for (const type of data.__schema.types)
      for (const field of type.fields ?? []) fields.add(`${type.name}.${field.name}`)
    expect(ADMIN_FIELDS.filter((field) => !fields.has(field))).toEqual([])
  })
})
