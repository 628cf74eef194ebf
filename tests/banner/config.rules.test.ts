import { describe, expect, test } from 'vitest'
import { DEFAULT_BANNER, MOST_CONFIG_BYTES } from '../../app/banner/configuration/compose.ts'
import { lineOf } from '../../app/banner/configuration/purpose-texts.ts'
import { DEFAULT_SETTINGS } from '../../app/banner/settings/model.ts'
import { decision } from '../../app/consent/model.ts'
import { LANGUAGES } from '../../app/register/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { aDecision } from '../setup/a-decision.ts'
import { aBannerRegister, aCounter, anAskedPurpose, composed, configOf } from './a-banner.ts'

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

describe('what the banner asks', () => {
  test('before a register is published: Shopify’s signals, in the storefront’s own words', () => {
    expect(configOf(null)).toEqual(DEFAULT_BANNER)
    expect(DEFAULT_BANNER.purposes.map(({ key, signal }) => [key, signal])).toEqual([
      ['preferences', 'preferences'],
      ['analytics', 'analytics'],
      ['marketing', 'marketing'],
      ['sale_of_data', 'sale_of_data'],
    ])
    expect(DEFAULT_BANNER.register).toBe(null)
  })

  test('of the template: what rests on consent, with S09 on its own; e-mails, partners and what needs no consent are not asked', () => {
    const config = configOf(theTemplate())
    expect(config.purposes.map(({ key, signal }) => [key, signal])).toEqual([
      ['advertising', 'marketing'],
      ['profiling', null],
      ['statistics', 'analytics'],
      ['social-media', 'marketing'],
      ['sale_of_data', 'sale_of_data'],
    ])
    expect(config.purposes[0]?.text?.fr?.name).toBe('Publicité personnalisée')
    expect(config.register).toBe(1)
    expect(config.language).toBe('fr')
  })

  const cases: [string, Parameters<typeof anAskedPurpose>[0], boolean][] = [
    ['rests on consent and is asked in the banner', {}, true],
    ['rests on consent and drives a signal', { askedAt: [] }, true],
    ['rests on consent, and Shopify’s forms ask for it', { askedAt: [], signal: 'none', channel: 'email' }, false],
    ['rests on a contract', { legalBasis: 'contract' }, false],
  ]
  test.each(cases)('a purpose that %s', (_, changed, isAsked) => {
    const config = configOf(aBannerRegister({ purposes: [anAskedPurpose(changed)] }))
    expect(config.purposes.some(({ key }) => key === 'statistics')).toBe(isAsked)
  })

  test('the sale of data is asked once, and not where the shop does not offer it', () => {
    const own = aBannerRegister({ purposes: [anAskedPurpose({ id: 'sale', signal: 'sale_of_data' })] })
    expect(configOf(own).purposes.map(({ key }) => key)).toEqual(['sale'])
    const without = configOf(aBannerRegister(), { settings: { ...DEFAULT_SETTINGS, saleOptOut: false } })
    expect(without.purposes.map(({ key }) => key)).toEqual(['statistics'])
  })
})

describe('visitors from the United States', () => {
  const american = (changed: Parameters<typeof aBannerRegister>[0] = {}) =>
    aBannerRegister({ cookies: { usVisitors: true }, ...changed })

  test.each([
    ['a shop that says that it has them', configOf(american()), 'us'],
    [
      'a shop that shows it to everybody',
      configOf(american(), { settings: { ...DEFAULT_SETTINGS, choicesLink: 'everyone' } }),
      'everyone',
    ],
    ['a shop that does not say it', configOf(aBannerRegister()), undefined],
    ['a shop that has published nothing', configOf(null), undefined],
  ])('the link “Your Privacy Choices” in %s', (_, { choicesLink }, expected) => {
    expect(choicesLink).toBe(expected)
  })

  test('find an opt-out behind the link, whatever the settings say, and once', () => {
    const settings = { ...DEFAULT_SETTINGS, saleOptOut: false }
    const keys = (register: Parameters<typeof configOf>[0]) =>
      configOf(register, { settings }).purposes.map(({ key }) => key)
    expect(keys(american())).toEqual(['statistics', 'sale_of_data'])
    expect(keys(american({ purposes: [anAskedPurpose({ id: 'sale', signal: 'sale_of_data' })] }))).toEqual(['sale'])
  })
})

describe('what it says', () => {
  test('in the languages of the shop only, and always in the register’s own', () => {
    const register = aBannerRegister()
    const languages = (locales: string[]) => Object.keys(configOf(register, { locales }).purposes[0]?.text ?? {}).sort()
    expect(languages(['fr', 'de', 'ja'])).toEqual(['de', 'en', 'fr'])
    expect(languages([])).toEqual(['en'])
    expect(configOf(register, { locales: ['de'] }).purposes[0]?.text?.de?.name).toBe('Statistics')
  })

  test('the line that staff wrote for it, in the language they wrote it in', () => {
    const settings = { ...DEFAULT_SETTINGS, lines: { statistics: { fr: 'Compter', 'pt-BR': 'Contar' } } }
    const text = configOf(aBannerRegister(), { settings, locales: ['fr', 'en', 'pt-BR'] }).purposes[0]?.text
    expect(text?.fr).toEqual({ name: 'Statistiques', description: 'Compter', more: 'Nous comptons les visites.' })
    expect(text?.en).toEqual({ name: 'Statistics', description: 'We count visits.' })
    expect(text?.['pt-BR']).toMatchObject({ description: 'Contar' })
  })

  test.each([
    ['We count visits. We never follow you.', 'We count visits.'],
    ['We count\nvisits', 'We count visits'],
    ['', ''],
    [`${'word '.repeat(60)}end.`, ''],
    ['x'.repeat(81), ''],
    ['x'.repeat(80), 'x'.repeat(80)],
  ])('a line is the first sentence, where that fits; shoppers never read half of one', (description, line) => {
    expect(lineOf(description, 'en')).toBe(line)
  })

  test('for as long as the policy says, 13 months at most', () => {
    const months = (askAgainMonths: number) => configOf(aBannerRegister({ cookies: { askAgainMonths } })).months
    expect([months(1), months(6), months(24)]).toEqual([1, 6, 13])
  })

  test('of recipients: every partner once, with its purposes; no staff, no authority', () => {
    const config = configOf(
      aBannerRegister({
        purposes: [
          anAskedPurpose({ recipients: ['counter', 'shop-staff', 'police'] }),
          anAskedPurpose({ id: 'ads', topic: 'marketing', signal: 'marketing', recipients: ['counter'] }),
        ],
        recipients: [
          aCounter({ name: { en: 'Counter', fr: 'Compteur' } }),
          aCounter({ id: 'shop-staff', kind: 'internal' }),
          aCounter({ id: 'police', kind: 'authority' }),
          aCounter({ id: 'tag', name: { en: 'Tag Inc' }, country: 'US', transfer: { mechanism: 'standard_clauses' } }),
          aCounter({ id: 'carrier' }),
        ],
        trackers: [
          {
            id: 't',
            audience: ['consumer'],
            pattern: '_t*',
            provider: 'Tag',
            purpose: 'ads',
            recipient: 'tag',
            lifetime: { unit: 'session' },
            party: 'first',
          },
        ],
      }),
    )
    expect(config.recipients).toEqual([
      { name: 'Counter', names: { fr: 'Compteur' }, country: 'FR', purposes: ['statistics', 'ads'] },
      { name: 'Tag Inc', country: 'US', purposes: ['ads'] },
    ])
    expect(config.countries?.en).toEqual({ FR: 'France', US: 'United States' })
  })

  test('of trackers: those that a script of the shop can delete, and none that needs no consent', () => {
    const tracker = {
      audience: ['consumer' as const],
      provider: 'X',
      purpose: 'statistics',
      lifetime: { unit: 'session' as const },
    }
    const config = configOf(
      aBannerRegister({
        trackers: [
          { ...tracker, id: 'a', pattern: '_ga*', party: 'first' },
          { ...tracker, id: 'b', pattern: 'seen', party: 'first', storage: 'local_storage' },
          { ...tracker, id: 'c', pattern: 'IDE', party: 'third' },
          { ...tracker, id: 'd', pattern: 'px', party: 'first', storage: 'pixel' },
          { ...tracker, id: 'e', pattern: 'cart', party: 'first', exemption: 'strictly_necessary' },
          { ...tracker, id: 'f', pattern: 'other', party: 'first', purpose: null },
        ],
      }),
    )
    expect(config.trackers).toEqual({ statistics: ['_ga*', 'seen'] })
  })

  test('the settings that differ from the storefront’s own ways, and nothing else', () => {
    expect(Object.keys(configOf(aBannerRegister()))).not.toContain('look')
    const settings = { ...DEFAULT_SETTINGS, policyUrl: 'https://shop.example/p', texts: { fr: { title: 'Chez nous' } } }
    expect(configOf(aBannerRegister(), { settings })).toMatchObject({
      policyUrl: 'https://shop.example/p',
      texts: { fr: { title: 'Chez nous' } },
    })
  })
})

describe('its version', () => {
  test('is the same for the same content, and another for any other', () => {
    const one = configOf(theTemplate())
    expect(configOf(theTemplate()).version).toBe(one.version)
    expect(one.version).toMatch(/^[0-9a-f]{16}$/)
    const others = [
      configOf(theTemplate(), { number: 2 }),
      configOf(theTemplate(), { settings: { ...DEFAULT_SETTINGS, mode: 'everywhere' } }),
      configOf(theTemplate(), { locales: ['fr', 'de'] }),
    ]
    expect(new Set([one, ...others].map(({ version }) => version)).size).toBe(4)
  })

  test('can be named by a decision', () => {
    expect(decision.safeParse(aDecision({ banner: DEFAULT_BANNER.version })).success).toBe(true)
  })
})

describe('a register of 200 purposes', () => {
  const many = (count: number, asked: number, words: number, languages: readonly string[] = ['en', 'fr']) =>
    aBannerRegister({
      languages: { default: 'en', offered: ['en', 'fr'] },
      purposes: Array.from({ length: count }, (_, n) => {
        const text = Object.fromEntries(
          languages.map((language) => [language, `Purpose ${n} ${'of words '.repeat(words)}`.slice(0, 110)]),
        )
        const description = Object.fromEntries(
          languages.map((language) => [
            language,
            `Purpose ${n} ${language}, ${'many words '.repeat(words)}.`.slice(0, 3_900),
          ]),
        )
        return n < asked
          ? anAskedPurpose({ id: `purpose-${n}`, name: text, description, signal: 'none' })
          : anAskedPurpose({
              id: `purpose-${n}`,
              name: text,
              legalBasis: 'contract',
              signal: 'none',
              askedAt: [],
            })
      }),
    })

  test('of which 30 are asked, in two languages, fits as it is', () => {
    const made = composed(many(200, 30, 20))
    expect(made).toMatchObject({ ok: true, textDetail: 'full' })
    if (made.ok) expect(bytes(made.config)).toBeLessThanOrEqual(MOST_CONFIG_BYTES)
  })

  test('in all 24 languages of the EU fits with one line for each purpose', () => {
    const made = composed(many(200, 30, 60, LANGUAGES), { locales: LANGUAGES })
    expect(made).toMatchObject({ ok: true, textDetail: 'lines' })
    if (made.ok) expect(bytes(made.config)).toBeLessThanOrEqual(MOST_CONFIG_BYTES)
  })

  test('of which 41 are asked is refused with the number that can be', () => {
    expect(composed(many(200, 41, 1))).toEqual({
      ok: false,
      problem: { code: 'too_many_purposes', values: { count: 41, most: 40 } },
    })
  })

  test('whose decision would not pass the door is refused before anybody is asked', () => {
    const purposes = Array.from({ length: 35 }, (_, n) =>
      anAskedPurpose({ id: `a-purpose-with-a-very-long-identifier-${n}`, signal: 'none' }),
    )
    expect(composed(aBannerRegister({ purposes }))).toMatchObject({ ok: false, problem: { code: 'long_purpose_keys' } })
  })

  test('every configuration that passes gives decisions that pass: shape and 2 KB', () => {
    const config = configOf(many(200, 40, 1))
    const choices = Object.fromEntries(config.purposes.map(({ key }) => [key, false]))
    const whole = aDecision({
      choices,
      region: 'USCA',
      consentId: 'c'.repeat(100),
      previous: aDecision().id,
      language: 'pt-BR',
    })
    expect(decision.safeParse(whole).success).toBe(true)
    expect(bytes(whole)).toBeLessThanOrEqual(2048)
  })

  test('that cannot fit is explained by what is largest', () => {
    const trackers = Array.from({ length: 1_000 }, (_, n) => ({
      id: `t-${n}`,
      audience: ['consumer' as const],
      pattern: `${'x'.repeat(180)}${n}`,
      provider: 'X',
      purpose: 'statistics',
      party: 'first' as const,
      lifetime: { unit: 'session' as const },
    }))
    expect(composed(aBannerRegister({ trackers }))).toMatchObject({
      ok: false,
      problem: { code: 'too_large', values: { part: 'trackers', most: MOST_CONFIG_BYTES } },
    })
  })
})
