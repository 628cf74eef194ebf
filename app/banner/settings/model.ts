import { z } from 'zod'
import { ENTRY_ID, line } from '../../register/index.ts'

/** Characters at most. The first layer has to stay small on a phone, and buttons on one line. */
export const SETTING_LIMITS = {
  title: 60,
  text: 200,
  button: 24,
  line: 140,
  languages: 60,
  purposes: 40,
  policyUrl: 500,
}

/** Of settings as they are sent: texts in every language and a line for every purpose, and some more. */
export const MOST_SETTINGS_BYTES = 200_000

/** A choice is kept for as many months at most: CNIL recommendation 2020-092 § 36, and the lifetime of a tracker. */
export const MOST_MONTHS = 13

/** A language as Shopify names it: `fr`, `pt-BR`. */
export const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'locale')

const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'colour')

export const POSITIONS = ['bottom', 'corner', 'center'] as const
export type Position = (typeof POSITIONS)[number]

/** How a visitor gets back to their choices: a floating button, or a link that the theme has in its footer. */
export const REOPENERS = ['button', 'link'] as const
export type Reopener = (typeof REOPENERS)[number]

/** There is one colour for both buttons: accepting and refusing cannot be told apart by it. */
export const look = z.strictObject({
  position: z.enum(POSITIONS),
  reopen: z.enum(REOPENERS),
  /** Pixels. */
  radius: z.int().min(0).max(24),
  background: colour,
  text: colour,
  button: colour,
  buttonText: colour,
})
export type Look = z.infer<typeof look>

const written = (max: number) => line(max).optional()

/** What the merchant says in words of their own; what is missing the storefront says in its own. */
export const texts = z.strictObject({
  title: written(SETTING_LIMITS.title),
  text: written(SETTING_LIMITS.text),
  accept: written(SETTING_LIMITS.button),
  refuse: written(SETTING_LIMITS.button),
  choose: written(SETTING_LIMITS.button),
})
export type Texts = z.infer<typeof texts>

const fewKeys = (most: number) => (value: object) => Object.keys(value).length <= most

/** Everything about the banner that is not in the register. */
export const bannerSettings = z.strictObject({
  /** Where the banner asks: where the law wants it, or everywhere. */
  mode: z.enum(['regions', 'everywhere']),
  /** Months after which a choice is asked for again, until a published register says so. */
  months: z.int().min(1).max(MOST_MONTHS),
  /** Whether visitors of US states that give the right can opt out of the sale of their data. */
  saleOptOut: z.boolean(),
  /** Null: the shop's privacy policy in Shopify. */
  policyUrl: z
    .url({ protocol: /^https$/ })
    .max(SETTING_LIMITS.policyUrl)
    .nullable(),
  look,
  texts: z.record(locale, texts).refine(fewKeys(SETTING_LIMITS.languages)),
  /** The line that says what a purpose is for, in place of the register's description. */
  lines: z
    .record(
      z.string().max(40).regex(ENTRY_ID),
      z.record(locale, line(SETTING_LIMITS.line)).refine(fewKeys(SETTING_LIMITS.languages)),
    )
    .refine(fewKeys(SETTING_LIMITS.purposes)),
})
export type BannerSettings = z.infer<typeof bannerSettings>

export const DEFAULT_SETTINGS: BannerSettings = {
  mode: 'regions',
  months: 6,
  saleOptOut: true,
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

/** Without what was left empty, so that an emptied field is the same as one never written. */
export function tidy(settings: BannerSettings): BannerSettings {
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
