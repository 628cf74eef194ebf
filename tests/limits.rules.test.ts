import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bannerSettings, DEFAULT_SETTINGS } from '../app/banner/settings/model.ts'
import { decision } from '../app/consent/model.ts'
import { statementsOf } from '../app/policy/model.ts'
import { cookiePageOf } from '../app/policy/policy.ts'
import {
  LIMITS,
  MAX_ASK_AGAIN_MONTHS,
  MAX_CHOICE_MONTHS,
  MAX_DECISION_BYTES,
  MAX_ID,
  MOST_ASKED_PURPOSES,
  type Register,
  registerFindings,
} from '../app/register/index.ts'
import { aBannerRegister, anAskedPurpose, composed } from './banner/a-banner.ts'
import { TODAY } from './register/a-register.ts'
import { aDecision } from './setup/a-decision.ts'

const asking = (ids: readonly string[], changed: Parameters<typeof anAskedPurpose>[0] = {}): Register =>
  aBannerRegister({
    purposes: ids.map((id) => anAskedPurpose({ id, name: { en: id }, description: {}, signal: 'none', ...changed })),
  })

const ids = (count: number, length = 0) =>
  Array.from({ length: count }, (_, n) => `p${String(n).padStart(Math.max(length - 1, 1), '0')}`)

const TOO_MUCH: readonly string[] = ['too_many_asked', 'asked_ids_long']
const refusedByTheRegister = (register: Register) =>
  registerFindings(register, TODAY).flatMap(({ code, severity }) =>
    TOO_MUCH.includes(code) ? [{ code, severity }] : [],
  )

/** As large as a decision on these purposes gets. */
const largestDecision = (keys: readonly string[]) =>
  aDecision({
    choices: Object.fromEntries(keys.map((key) => [key, false])),
    surface: 'preferences',
    region: 'USCA',
    language: 'zh-Hant-TW',
    consentId: 'c'.repeat(100),
    previous: aDecision().id,
    banner: 'f'.repeat(64),
  })

const isTaken = (sent: object) =>
  decision.safeParse(sent).success && Buffer.byteLength(JSON.stringify(sent)) <= MAX_DECISION_BYTES

describe('a register that can be published asks shoppers what they can answer', () => {
  test.each<[string, Parameters<typeof anAskedPurpose>[0]]>([
    ['the box in the register', { askedAt: ['banner'], signal: 'none' }],
    ['Shopify’s signal alone', { askedAt: [], signal: 'analytics' }],
  ])('the most purposes that are asked by %s: the banner is published, and all answers are taken', (_, asked) => {
    const register = asking(ids(MOST_ASKED_PURPOSES), asked)
    expect(refusedByTheRegister(register)).toEqual([])
    const made = composed(register)
    if (!made.ok) throw new Error(made.problem.code)
    const keys = made.config.purposes.map(({ key }) => key)
    // The sale of data is the banner's own question.
    expect(keys).toHaveLength(MOST_ASKED_PURPOSES + 1)
    expect(isTaken(largestDecision(keys))).toBe(true)
  })

  test.each<[string, Parameters<typeof anAskedPurpose>[0]]>([
    ['the box in the register', { askedAt: ['banner'], signal: 'none' }],
    ['Shopify’s signal alone', { askedAt: [], signal: 'analytics' }],
  ])('one more by %s is an error in the register, before anything is published', (_, asked) => {
    const register = asking(ids(MOST_ASKED_PURPOSES + 1), asked)
    expect(refusedByTheRegister(register)).toEqual([{ code: 'too_many_asked', severity: 'error' }])
    expect(composed(register)).toMatchObject({ ok: false, problem: { code: 'too_many_purposes' } })
    expect(isTaken(largestDecision([...ids(MOST_ASKED_PURPOSES + 1), 'sale_of_data']))).toBe(false)
  })

  test('what is not asked does not count', () => {
    const notAsked: Parameters<typeof anAskedPurpose>[0] = { legalBasis: 'contract', askedAt: ['banner'] }
    expect(refusedByTheRegister(asking(ids(MOST_ASKED_PURPOSES + 1), notAsked))).toEqual([])
  })

  test('however many and however long their ids are, register, banner and door agree', () => {
    const purposes = fc.tuple(fc.integer({ min: 1, max: MOST_ASKED_PURPOSES + 5 }), fc.integer({ min: 3, max: MAX_ID }))
    fc.assert(
      fc.property(purposes, ([count, length]) => {
        const register = asking(ids(count, length))
        const isRefused = refusedByTheRegister(register).length > 0
        const made = composed(register)
        expect(made.ok).toBe(!isRefused)
        if (made.ok) expect(isTaken(largestDecision(made.config.purposes.map(({ key }) => key)))).toBe(true)
      }),
    )
  })

  test('settings hold a line for each purpose of the largest register, asked or not', () => {
    const lines = Object.fromEntries(ids(LIMITS.purposes, MAX_ID).map((id) => [id, { en: 'We count.' }]))
    expect(bannerSettings.safeParse({ ...DEFAULT_SETTINGS, lines }).success).toBe(true)
  })
})

describe('the policy says after how many months the banner asks again', () => {
  const monthsOf = (register: Register) => {
    const made = composed(register)
    if (!made.ok) throw new Error(made.problem.code)
    return made.config.months
  }
  const saidIn = (register: Register) => {
    const page = cookiePageOf(register, { language: 'en', version: { number: 1, date: TODAY } })
    return JSON.stringify([...statementsOf(page)].filter(({ statement }) => statement.kind === 'ask_again'))
  }

  test.each(Array.from({ length: MAX_ASK_AGAIN_MONTHS }, (_, n) => n + 1))('%i in the register', (askAgainMonths) => {
    const register = aBannerRegister({ cookies: { askAgainMonths } })
    const months = monthsOf(register)
    expect(months).toBe(Math.min(askAgainMonths, MAX_CHOICE_MONTHS))
    expect(saidIn(register)).toMatch(new RegExp(`after ${months} months?[. ]`))
    const hasMessage = registerFindings(register, TODAY).some(({ code }) => code === 'ask_again_late')
    expect(hasMessage).toBe(askAgainMonths > MAX_CHOICE_MONTHS)
  })

  test('as many as settings take before a register is published, and no more', () => {
    const taken = (months: number) => bannerSettings.safeParse({ ...DEFAULT_SETTINGS, months }).success
    expect([MAX_CHOICE_MONTHS, MAX_CHOICE_MONTHS + 1].map(taken)).toEqual([true, false])
  })
})
