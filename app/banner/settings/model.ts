import { z } from 'zod'
import { entryId } from '../../register/fields.ts'
import { LIMITS, MAX_CHOICE_MONTHS } from '../../register/limits.ts'
import { line } from '../../register/text.ts'
import { COLOUR, MAX_LINE, MAX_POLICY_URL, MAX_RADIUS, MAX_TEXTS, MOST_LANGUAGES } from './limits.ts'
import { CHOICES_LINKS, MODES, POSITIONS, REOPENERS } from './words.ts'

/** A language as Shopify names it: `fr`, `pt-BR`. */
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'locale')

const colour = z.string().regex(COLOUR, 'colour')

export const look = z.strictObject({
  position: z.enum(POSITIONS),
  reopen: z.enum(REOPENERS),
  radius: z.int().min(0).max(MAX_RADIUS),
  background: colour,
  text: colour,
  button: colour,
  buttonText: colour,
})
export type Look = z.infer<typeof look>

const written = (max: number) => line(max).optional()

/** Texts that the merchant writes. The storefront uses its own text for a missing one. */
const texts = z.strictObject({
  title: written(MAX_TEXTS.title),
  text: written(MAX_TEXTS.text),
  accept: written(MAX_TEXTS.accept),
  refuse: written(MAX_TEXTS.refuse),
  choose: written(MAX_TEXTS.choose),
})
export type BannerTexts = z.infer<typeof texts>

const fewKeys = (most: number) => (value: object) => Object.keys(value).length <= most

/** Everything about the banner that the register does not hold. */
export const bannerSettings = z.strictObject({
  mode: z.enum(MODES),
  /** Months after which the banner asks again, until a published register sets them. */
  months: z.int().min(1).max(MAX_CHOICE_MONTHS),
  /** Whether visitors from US states with such a right can opt out of the sale of their data. */
  saleOptOut: z.boolean(),
  /** Settings that were saved before there was the link do not have it. */
  choicesLink: z.enum(CHOICES_LINKS).default('us'),
  /** Null stands for the shop's privacy policy in Shopify. */
  policyUrl: z
    .url({ protocol: /^https$/ })
    .max(MAX_POLICY_URL)
    .nullable(),
  look,
  texts: z.record(locale, texts).refine(fewKeys(MOST_LANGUAGES)),
  /**
   * The line that explains a purpose in place of the register's description. A line stays when its purpose is no longer
   * asked for, so there can be more lines than purposes.
   */
  lines: z
    .record(entryId, z.record(locale, line(MAX_LINE)).refine(fewKeys(MOST_LANGUAGES)))
    .refine(fewKeys(LIMITS.purposes)),
})
export type BannerSettings = z.infer<typeof bannerSettings>

export const DEFAULT_SETTINGS: BannerSettings = {
  mode: 'regions',
  months: 6,
  saleOptOut: true,
  choicesLink: 'us',
  policyUrl: null,
  look: {
    position: 'bottom',
    reopen: 'button',
    radius: 8,
    background: '#ffffff',
    text: '#1a1a1a',
    button: '#1a1a1a',
    buttonText: '#ffffff',
  },
  texts: {},
  lines: {},
}

/** Removes empty texts, so that a cleared field equals one that was never filled in. */
export function withoutEmptyTexts(settings: BannerSettings): BannerSettings {
  const filled = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(
      Object.entries(record).filter(([, value]) => value !== undefined && value !== '' && hasKeys(value)),
    ) as Record<string, Value>
  return {
    ...settings,
    texts: filled(mapValues(settings.texts, (each) => filled(each))),
    lines: filled(mapValues(settings.lines, (each) => filled(each))),
  }
}

const hasKeys = (value: unknown) => typeof value !== 'object' || value === null || Object.keys(value).length > 0

const mapValues = <Value, Made>(record: Record<string, Value>, make: (value: Value) => Made) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value)]))
