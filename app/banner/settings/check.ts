import { z } from 'zod'
import { type ContrastOf, contrastsOf, judgeSettings, type SettingFinding } from './judge.ts'
import { type BannerSettings, bannerSettings, look } from './model.ts'

export interface SettingsCheck {
  /** Null when the typed values cannot be parsed; the findings name the fields. */
  settings: BannerSettings | null
  findings: SettingFinding[]
  contrasts: ContrastOf[]
}

/** The part that can still be judged when the whole cannot be parsed. */
const readableLook = z.object({ look })

/** Judges settings as staff type them. */
export function checkSettings(typed: unknown): SettingsCheck {
  const read = bannerSettings.safeParse(typed)
  if (!read.success) {
    const colours = readableLook.safeParse(typed)
    const contrasts = colours.success ? contrastsOf(colours.data.look) : []
    return { settings: null, findings: read.error.issues.map(findingOf), contrasts }
  }
  return { settings: read.data, findings: judgeSettings(read.data), contrasts: contrastsOf(read.data.look) }
}

function findingOf(issue: z.core.$ZodIssue): SettingFinding {
  const field = issue.path.join('.')
  const found = (code: SettingFinding['code'], values: SettingFinding['values'] = {}): SettingFinding => ({
    code,
    severity: 'error',
    field,
    values,
  })
  if (issue.code === 'too_big' && issue.origin === 'string') return found('too_long', { most: Number(issue.maximum) })
  if (field === 'policyUrl') return found('no_address')
  return found(field.startsWith('look.') && issue.code === 'invalid_format' ? 'no_colour' : 'not_valid')
}
