import { describe, expect, test } from 'vitest'
import {
  checkForm,
  describeChanges,
  ENTRY_KINDS,
  type Field,
  listEntries,
  missingTexts,
  openForm,
  overview,
  PART_KINDS,
  type Register,
  register as registerSchema,
  SORTS,
} from '../../app/register/index.ts'
import { aRegister, aTracker, TODAY, theTemplate } from './a-register.ts'

const LANGUAGES = ['en', 'fr'] as const
const reader = { language: 'en', today: TODAY } as const
const template = theTemplate()

const firstOf = (register: Register, kind: (typeof PART_KINDS)[number]) =>
  ENTRY_KINDS.flatMap((each) =>
    each === kind ? [listEntries(register, each, ALL, reader).rows[0]?.id ?? ''] : [],
  )[0] ?? null

const ALL = { search: '', audience: null, sort: 'order', page: 1, size: 1_000 } as const

const fieldsIn = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => {
    if (field.control === 'group' || field.control === 'list') return [field, ...fieldsIn(field.fields)]
    if (field.control === 'variant') return [field, ...fieldsIn(Object.values(field.fields).flat())]
    return [field]
  })

describe('a form', () => {
  test.each(PART_KINDS)('of a %s asks for everything that the register says of it', (kind) => {
    const ref = { kind, id: firstOf(template, kind) }
    const form = openForm(template, ref, reader)
    const asked = form?.sections.flatMap(({ fields }) => fields.map(({ name }) => name)).sort()
    // A fixed sentence is for whom the policy has it.
    const unasked = kind === 'sentence' ? ['id', 'audience'] : ['id']
    const said = Object.keys(form?.value ?? {}).filter((key) => !unasked.includes(key))
    expect(asked).toEqual(said.sort())
  })

  test.each(PART_KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language }))))(
    'of a $kind is in words in $language',
    ({ kind, language }) => {
      const form = openForm(template, { kind, id: firstOf(template, kind) }, { language, today: TODAY })
      const fields = fieldsIn(form?.sections.flatMap((section) => section.fields) ?? [])
      for (const field of fields) {
        expect(field.label).toMatch(/^\p{Lu}/u)
        expect(field.label).not.toContain('_')
        expect(field.label + field.help).not.toMatch(/[{}]|form\./)
      }
    },
  )

  test.each(ENTRY_KINDS)('of a new %s begins with what can be saved once its names are written', (kind) => {
    const form = openForm(template, { kind, id: null }, reader)
    const checked = checkForm(template, { kind, id: null, value: form?.value ?? {} }, reader)
    const named = new Set(['name', 'text', 'pattern', 'provider'])
    expect(checked.problems.filter(({ path }) => !named.has(path))).toEqual([])
  })

  test('of an entry that is not there is none', () => {
    expect(openForm(template, { kind: 'purpose', id: 'nothing' }, reader)).toBeNull()
  })

  test('explains a consent that nobody is asked for, at the field where it is mended', () => {
    const value = { ...openForm(template, { kind: 'purpose', id: null }, reader)?.value, name: { fr: 'Mesurer' } }
    const { findings } = checkForm(template, { kind: 'purpose', id: null, value }, reader)
    expect(findings.find(({ code }) => code === 'consent_not_asked')).toMatchObject({
      path: 'askedAt',
      severity: 'error',
    })
  })

  test('offers what is known of a tracker, and not again what the form says already', () => {
    const value = { ...openForm(template, { kind: 'tracker', id: null }, reader)?.value, pattern: '_hjid' }
    const [known] = checkForm(template, { kind: 'tracker', id: null, value }, reader).suggestions
    expect(known).toMatchObject({ path: 'pattern', values: { provider: 'Hotjar' } })
    const taken = { ...value, ...known?.values }
    expect(checkForm(template, { kind: 'tracker', id: null, value: taken }, reader).suggestions).toEqual([])
  })

  test.each([
    [{ months: null }, 'months', 'Kept for (months): is missing.'],
    [{ months: 1.5 }, 'months', 'Kept for (months): should be: a whole number.'],
    [{ months: 9_999 }, 'months', 'Kept for (months): is more than 1200.'],
    [
      { legalHolds: [{ keeps: {}, reason: { fr: 'x' }, months: 1 }] },
      'legalHolds.0.keeps',
      'What stays: is written in no language.',
    ],
    [{ audience: [] }, 'audience', 'Whose data: needs at least 1.'],
  ])('says what is wrong with %j at its field', (changed, path, message) => {
    const id = template.retentionRules[0]?.id ?? ''
    const value = { ...template.retentionRules[0], ...changed }
    expect(checkForm(template, { kind: 'retention_rule', id, value }, reader).problems).toEqual([{ path, message }])
  })
})

describe('a list', () => {
  const many = registerSchema.parse({
    ...aRegister(),
    trackers: Array.from({ length: 60 }, (_, n) =>
      aTracker({
        id: `t-${n}`,
        pattern: `t${String(n).padStart(2, '0')}`,
        provider: n === 41 ? 'Société Élan' : 'Shop',
        purpose: n === 30 ? null : 'orders',
      }),
    ),
  })
  const listed = (query: Partial<Parameters<typeof listEntries>[2]>) =>
    listEntries(many, 'tracker', { ...ALL, size: 25, ...query }, reader)

  test('shows a page at a time, and the last one when more is asked for', () => {
    expect(listed({ page: 2 })).toMatchObject({ page: 2, pages: 3, matching: 60 })
    expect(listed({ page: 99 }).rows).toHaveLength(10)
  })

  test('is searched in what it shows, whatever the case and the accents', () => {
    expect(listed({ search: 'societe elan' }).rows.map(({ id }) => id)).toEqual(['t-41'])
    expect(listed({ search: 'nothing of the kind' }).rows).toEqual([])
  })

  test('is searched by the names that customers read, in any language of the shop', () => {
    const found = listEntries(template, 'purpose', { ...ALL, search: 'publicite personnalisee' }, reader)
    expect(found.rows.map(({ name }) => name)).toEqual(['Personalised advertising'])
  })

  test('puts what needs staff first when they ask for it', () => {
    expect(listed({ sort: 'findings' }).rows[0]).toMatchObject({ id: 't-30', errors: 1 })
  })

  test('of professionals shows no entry that is for consumers only', () => {
    expect(listed({ audience: 'professional' }).rows).toEqual([])
  })

  test.each(ENTRY_KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language }))))(
    'of $kind names every entry in $language, in every order',
    ({ kind, language }) => {
      for (const sort of SORTS) {
        const { rows } = listEntries(template, kind, { ...ALL, sort }, { language, today: TODAY })
        expect(
          rows.filter(
            ({ name, id, cells }) =>
              name === '' || (kind !== 'tracker' && name === id) || cells.some((cell) => /[{}]/.test(cell)),
          ),
        ).toEqual([])
        // A company that keeps data in several countries, and a name in two stores, are told apart by what stands beside.
        expect(new Set(rows.map(({ name, cells }) => [name, ...cells].join('\n'))).size).toBe(rows.length)
      }
    },
  )
})

describe('the overview', () => {
  test('shows errors before what is only to be checked', () => {
    const broken = aRegister({ trackers: [aTracker({ purpose: null })], cookies: { askAgainMonths: 20 } })
    const { findings, errors, publishable } = overview(broken, { ...reader, size: 50 })
    expect(findings[0]?.[0]).toMatchObject({ severity: 'error', about: 'Tracker – _ga' })
    expect({ errors, publishable }).toEqual({ errors: 1, publishable: false })
  })

  test('counts every text that lacks a language, under the entry that holds it', () => {
    const polish = registerSchema.parse({ ...template, languages: { default: 'fr', offered: ['fr', 'pl'] } })
    const missing = missingTexts(polish, { language: 'en', size: 1_000 })
    expect(missing.shown).toHaveLength(missing.entries)
    expect(missing.texts).toBeGreaterThan(missing.entries)
    expect(missing.shown.every(({ first }) => first.endsWith('.pl'))).toBe(true)
  })

  test.each(LANGUAGES)('says every change of a register that is emptied in %s', (language) => {
    const { total, first } = describeChanges(template, aRegister(), { language, size: 1_000 })
    expect(first).toHaveLength(total)
    expect(first.flatMap(({ sentences }) => sentences).filter((sentence) => /[{}]/.test(sentence))).toEqual([])
  })
})
