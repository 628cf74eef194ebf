import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSettings } from '../../app/banner/settings/check.ts'
import { contrast, luminance } from '../../app/banner/settings/contrast.ts'
import { judgeSettings, settingErrors } from '../../app/banner/settings/judge.ts'
import {
  type BannerTexts,
  bannerSettings,
  DEFAULT_SETTINGS,
  type Look,
  withoutEmptyTexts,
} from '../../app/banner/settings/model.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('the contrast of two colours', () => {
  // Published pairs: black on white is 21, #777 just misses AA on white, #767676 just passes.
  test.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
    ['#1a1a1a', '#1a1a1a', 1],
  ])('%s on %s is %s', (front, back, ratio) => {
    expect(contrast(front, back)).toBeCloseTo(ratio, 2)
  })

  test('is the same either way round, and never outside 1 to 21', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        const ratio = contrast(one, other)
        expect(ratio).toBe(contrast(other, one))
        expect(ratio).toBeGreaterThanOrEqual(1)
        expect(ratio).toBeLessThanOrEqual(21.000001)
        expect(luminance(one)).toBeLessThanOrEqual(1.000001)
      }),
    )
  })
})

const withLook = (look: Partial<Look>) => ({ ...DEFAULT_SETTINGS, look: { ...DEFAULT_SETTINGS.look, ...look } })
const withTexts = (language: string, texts: BannerTexts) => ({ ...DEFAULT_SETTINGS, texts: { [language]: texts } })
const codes = (settings: typeof DEFAULT_SETTINGS) => judgeSettings(settings).map(({ code, field }) => [code, field])

describe('colours that some shoppers could not read are refused', () => {
  test.each([
    ['as they come', {}, []],
    ['grey text', { text: '#999999' }, [['contrast_text', 'look.text']]],
    [
      'grey words on the buttons',
      { buttonText: '#777777', button: '#ffffff' },
      [
        ['contrast_button', 'look.buttonText'],
        ['button_unseen', 'look.button'],
      ],
    ],
    ['just enough', { text: '#767676', button: '#767676' }, []],
    ['just not enough', { text: '#777777' }, [['contrast_text', 'look.text']]],
    ['dark', { background: '#101010', text: '#f0f0f0', button: '#f0f0f0', buttonText: '#101010' }, []],
  ] as [string, Partial<Look>, string[][]][])('%s', (_, look, found) => {
    expect(codes(withLook(look))).toEqual(found)
  })

  test('whatever the colours, those that pass have at least 4.5', () => {
    fc.assert(
      fc.property(colour, colour, colour, colour, (background, text, button, buttonText) => {
        const passes = settingErrors(judgeSettings(withLook({ background, text, button, buttonText }))).length === 0
        expect(passes).toBe(contrast(text, background) >= 4.5 && contrast(buttonText, button) >= 4.5)
      }),
    )
  })

  test('the ratio that is told is never rounded up to one that would pass', () => {
    const [finding] = judgeSettings(withLook({ text: '#777777' }))
    expect(finding?.values).toEqual({ ratio: 4.47, least: 4.5 })
  })
})

describe('accepting and refusing are told apart by their words alone', () => {
  test.each([
    ['both said', { accept: 'I agree', refuse: 'I refuse' }, []],
    ['neither said: the storefront’s own are equals', {}, []],
    ['only accepting said', { accept: 'Yes please' }, [['one_label', 'texts.en.refuse']]],
    ['only refusing said', { refuse: 'No' }, [['one_label', 'texts.en.accept']]],
    ['the same word for both', { accept: 'Continue', refuse: 'continue' }, [['same_label', 'texts.en.refuse']]],
    [
      'a small word against a long one',
      { accept: 'OK', refuse: 'Refuse them all' },
      [['unequal_labels', 'texts.en.accept']],
    ],
    ['words of two and of four characters', { accept: '同意', refuse: '拒否する' }, []],
  ] as [string, BannerTexts, string[][]][])('%s', (_, texts, found) => {
    expect(codes(withTexts('en', texts))).toEqual(found)
  })

  const LOCALES = readdirSync('extensions/consent-banner/locales').filter((file) => !file.includes('.schema.'))
  test.each(LOCALES)('the storefront’s own words in %s would pass', (file) => {
    const { accept, refuse } = JSON.parse(readFileSync(`extensions/consent-banner/locales/${file}`, 'utf8'))
    expect(codes(withTexts('en', { accept, refuse }))).toEqual([])
  })
})

describe('what staff send is bounded', () => {
  const { look } = DEFAULT_SETTINGS
  const bad: [string, object, string, string][] = [
    ['a colour that is none', { look: { ...look, text: 'red;}body{display:none' } }, 'look.text', 'no_colour'],
    ['14 months', { months: 14 }, 'months', 'not_valid'],
    ['no month', { months: 0 }, 'months', 'not_valid'],
    ['a policy that is a script', { policyUrl: 'javascript:alert(1)' }, 'policyUrl', 'no_address'],
    ['a policy that is not encrypted', { policyUrl: 'http://shop.example/policy' }, 'policyUrl', 'no_address'],
    ['a label that does not fit', { texts: { en: { accept: 'x'.repeat(25) } } }, 'texts.en.accept', 'too_long'],
    ['a line that does not fit', { lines: { ads: { en: 'x'.repeat(141) } } }, 'lines.ads.en', 'too_long'],
    ['a title of several lines', { texts: { en: { title: 'a\nb' } } }, 'texts.en.title', 'not_valid'],
    ['a text that is not there', { texts: { en: { headline: 'a' } } }, 'texts.en', 'not_valid'],
    ['a language that is none', { texts: { '../fr': { title: 'a' } } }, 'texts.../fr', 'not_valid'],
    ['a corner of 25 pixels', { look: { ...look, radius: 25 } }, 'look.radius', 'not_valid'],
    ['a field that is none', { refuseButton: '#ffffff' }, '', 'not_valid'],
  ]
  test.each(bad)('%s is not taken, and the reason is told at its field', (_, changed, field, code) => {
    const { settings, findings } = checkSettings({ ...DEFAULT_SETTINGS, ...changed })
    expect(settings).toBe(null)
    expect(findings).toEqual([expect.objectContaining({ field, code, severity: 'error' })])
  })

  test('what is wrong elsewhere keeps nobody from seeing the contrast of colours', () => {
    const { contrasts } = checkSettings({ ...DEFAULT_SETTINGS, policyUrl: 'http://shop.example' })
    expect(contrasts.map(({ ratio }) => ratio)).toEqual([17.4, 17.4, 17.4])
  })

  test('an emptied field is the same as one never written', () => {
    const emptied = {
      ...DEFAULT_SETTINGS,
      texts: { fr: { title: '' }, en: { title: 'Yours' } },
      lines: { ads: { fr: '' } },
    }
    expect(withoutEmptyTexts(bannerSettings.parse(emptied))).toEqual({
      ...DEFAULT_SETTINGS,
      texts: { en: { title: 'Yours' } },
    })
  })
})
