import { describe, expect, test } from 'vitest'
import { type LineGap, lineGaps, linesIn } from '../../app/banner/configuration/lines.ts'
import { aBannerRegister, anAskedPurpose, configOf } from './a-banner.ts'

const LONG = 'We count visits, what was looked at and for how long, and where people came from, to see what to mend.'
const gap = (language: string, why: LineGap['why']) => ({ purpose: 'statistics', language, why })
const withDescription = (description: { en?: string; fr?: string }) =>
  aBannerRegister({ purposes: [anAskedPurpose({ description })] })

describe('staff are told which lines shoppers do not read', () => {
  test.each([
    ['short in both languages', { en: 'We count.', fr: 'Nous comptons.' }, {}, []],
    ['too long in one', { en: LONG, fr: 'Nous comptons.' }, {}, [gap('en', 'too_long')]],
    ['too long, but staff wrote a line', { en: LONG, fr: 'Nous comptons.' }, { en: 'We count.' }, []],
    ['not translated', { en: 'We count.' }, {}, [gap('fr', 'not_translated')]],
    ['not translated, but staff wrote a line', { en: 'We count.' }, { fr: 'Nous comptons.' }, []],
  ] as [string, { en?: string; fr?: string }, Record<string, string>, LineGap[]][])(
    '%s',
    (_, description, written, found) => {
      const settings = { lines: { statistics: written } }
      expect(lineGaps(withDescription(description), settings, ['en', 'fr'])).toEqual(found)
    },
  )

  test('only of what is asked, and only in languages that a register can be written in', () => {
    const register = aBannerRegister({
      purposes: [anAskedPurpose({ legalBasis: 'contract', description: { en: LONG } })],
    })
    expect(lineGaps(register, { lines: {} }, ['en'])).toEqual([])
    expect(lineGaps(withDescription({ en: LONG }), { lines: {} }, ['ja'])).toEqual([])
    expect(linesIn(withDescription({ en: LONG }), 'ja', 'en')).toBe(null)
  })

  test('a line of the language counts for its regions, as on the storefront', () => {
    const register = withDescription({ en: 'We count.' })
    expect(lineGaps(register, { lines: { statistics: { pt: 'Contamos.' } } }, ['pt-BR'])).toEqual([])
    expect(lineGaps(register, { lines: { statistics: { 'pt-BR': 'Contamos.' } } }, ['pt-BR'])).toEqual([])
  })
})

test('what staff are shown as the standing line is what the storefront is given', () => {
  for (const description of [{ en: 'We count. And more.', fr: LONG }, { en: LONG }, { fr: 'Nous comptons.' }]) {
    const register = withDescription(description)
    const config = configOf(register)
    for (const language of ['en', 'fr']) {
      const [line] = linesIn(register, language, 'fr') ?? []
      expect(line).toEqual({
        id: 'statistics',
        name: 'Statistiques',
        standard: config.purposes[0]?.text?.[language]?.description,
      })
    }
  }
})
