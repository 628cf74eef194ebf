/** What the law and WCAG require of the banner's look and texts. Settings with an error are not published. */
import { contrast } from './contrast.ts'
import type { BannerSettings, BannerTexts, Look } from './model.ts'

export interface SettingFinding {
  code:
    | 'contrast_text'
    | 'contrast_button'
    | 'button_unseen'
    | 'one_label'
    | 'same_label'
    | 'unequal_labels'
    // The typed value cannot be parsed (check.ts).
    | 'no_colour'
    | 'no_address'
    | 'too_long'
    | 'not_valid'
  severity: 'error' | 'warning'
  /** The path in the settings, such as `look.text` or `texts.fr.accept`. */
  field: string
  values: Record<string, string | number>
}

/** WCAG 2.2, 1.4.3 (AA). */
const LEAST_CONTRAST = 4.5
/** WCAG 2.2, 1.4.11: the contrast of a button with its background. */
const LEAST_OF_EDGES = 3
/** A button with a label more than twice as long as the other's is larger, so the two are not equal. */
const MOST_UNEQUAL = 2
const PAIRS = [
  { code: 'contrast_text', severity: 'error', pair: ['text', 'background'], least: LEAST_CONTRAST },
  { code: 'contrast_button', severity: 'error', pair: ['buttonText', 'button'], least: LEAST_CONTRAST },
  { code: 'button_unseen', severity: 'warning', pair: ['button', 'background'], least: LEAST_OF_EDGES },
] as const

/** The contrast of two colours, and the contrast that they need. */
export interface ContrastOf {
  code: (typeof PAIRS)[number]['code']
  ratio: number
  least: number
}

/** Never rounded up: 4.46 does not pass as 4.5. */
const roundedDown = (ratio: number) => Math.floor(ratio * 100) / 100

export const contrastsOf = (look: Look): ContrastOf[] =>
  PAIRS.map(({ code, pair: [front, back], least }) => ({
    code,
    ratio: roundedDown(contrast(look[front], look[back])),
    least,
  }))

function colours(look: Look): SettingFinding[] {
  return PAIRS.flatMap(({ code, severity, pair: [front, back], least }) => {
    const ratio = contrast(look[front], look[back])
    return ratio < least
      ? [{ code, severity, field: `look.${front}`, values: { ratio: roundedDown(ratio), least } }]
      : []
  })
}

/**
 * Refusing must be as easy as accepting: CNIL, 12 December 2024, on misleading banners; EDPB cookie banner taskforce,
 * §§ 15-19.
 */
function labels(language: string, texts: BannerTexts): SettingFinding[] {
  const { accept, refuse } = texts
  const found = (code: SettingFinding['code'], field: 'accept' | 'refuse'): SettingFinding[] => [
    { code, severity: 'error', field: `texts.${language}.${field}`, values: { language } },
  ]
  if (!accept && !refuse) return []
  if (!accept || !refuse) return found('one_label', accept ? 'refuse' : 'accept')
  if (accept.toLowerCase() === refuse.toLowerCase()) return found('same_label', 'refuse')
  const [short = 0, long = 0] = [[...accept].length, [...refuse].length].sort((a, b) => a - b)
  return long > short * MOST_UNEQUAL ? found('unequal_labels', 'accept') : []
}

export function judgeSettings(settings: BannerSettings): SettingFinding[] {
  const written = Object.entries(settings.texts).flatMap(([language, texts]) => labels(language, texts))
  return [...colours(settings.look), ...written]
}

export const settingErrors = (findings: readonly SettingFinding[]) =>
  findings.filter(({ severity }) => severity === 'error')
