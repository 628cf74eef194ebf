import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currentChoices } from '../../app/consent/ledger/model.ts'
import type { DecisionSource } from '../../app/consent/ledger/words.ts'

const NOON = Date.parse('2026-11-27T12:00:00Z')

/** Something said at a minute after noon; `~` before it: unproven. `+ads` grants, `-ads` refuses. */
function said(minute: number, text: string, source: DecisionSource = 'banner') {
  const time = (NOON + minute * 60_000).toString(16).padStart(12, '0')
  const words = text.replace('~', '').split(' ')
  return {
    id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`,
    recordedAt: new Date(NOON + minute * 60_000).toISOString(),
    choices: Object.fromEntries(words.map((word) => [word.slice(1), word.startsWith('+')])),
    source,
    isUnproven: text.startsWith('~'),
  }
}

const counts = (...texts: string[]) =>
  currentChoices(texts.map((text, minute) => said(minute, text)))
    .map(({ purpose, granted }) => (granted ? '+' : '-') + purpose)
    .join(' ')

describe('nobody turns the refusal of somebody known into a consent without signing in', () => {
  test.each<[string, string[], string]>([
    ['a consent after a refusal does not count', ['-ads', '~+ads'], '-ads'],
    ['nor a second one', ['-ads', '~+ads', '~+ads'], '-ads'],
    ['a refusal counts, whoever made it', ['+ads', '~-ads'], '-ads'],
    ['and stands against later consents', ['+ads', '~-ads', '~+ads'], '-ads'],
    ['a consent to what was never refused counts', ['+mail', '~+ads'], '+ads +mail'],
    ['of several choices each counts on its own', ['-ads +mail', '~+ads -mail'], '-ads -mail'],
    ['signed in, they change their mind as they like', ['-ads', '~+ads', '+ads'], '+ads'],
    ['the newest of what is proven counts', ['+ads', '-ads', '+ads'], '+ads'],
  ])('%s', (_what, texts, expected) => {
    expect(counts(...texts)).toBe(expected)
  })

  test('in whatever order the events are read', () => {
    const events = fc.array(fc.tuple(fc.nat(200), fc.constantFrom('+ads', '-ads', '~+ads', '~-ads'), fc.nat()), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(events, (made) => {
        const unique = [...new Map(made.map((one) => [one[0], one])).values()]
        const inTime = unique.toSorted((a, b) => a[0] - b[0]).map(([minute, text]) => said(minute, text))
        const shuffled = unique.toSorted((a, b) => a[2] - b[2]).map(([minute, text]) => said(minute, text))
        expect(currentChoices(shuffled)).toEqual(currentChoices(inTime))
      }),
    )
  })
})

describe('who refuses everything in a cookie banner has named no e-mail', () => {
  const mail = (...events: ReturnType<typeof said>[]) =>
    currentChoices(events).find(({ purpose }) => purpose === 'mail')?.refusedWithAll

  test.each<[string, DecisionSource, string, boolean]>([
    ['everything, in the banner', 'banner', '-ads -mail', true],
    ['everything, among the switches', 'preferences', '-ads -mail', true],
    ['everything, by the browser’s signal', 'gpc', '-ads -mail', true],
    ['the e-mails, and not everything', 'preferences', '+ads -mail', false],
    ['the e-mails alone', 'preferences', '-mail', false],
    ['everything, told to staff', 'staff', '-ads -mail', false],
    ['everything, in the account', 'account', '-ads -mail', false],
  ])('%s', (_what, source, text, expected) => {
    expect(mail(said(0, text, source))).toBe(expected)
  })

  test('an e-mail refused by name stays so when everything is refused after it', () => {
    expect(mail(said(0, '+ads -mail'), said(1, '-ads -mail'))).toBe(false)
    expect(mail(said(0, '+ads -mail'), said(1, '+ads +mail'), said(2, '-ads -mail'))).toBe(true)
  })
})
