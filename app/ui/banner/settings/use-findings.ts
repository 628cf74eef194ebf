import { useTranslations } from 'use-intl'
import type { BannerSettings, SettingFinding } from '../../../banner/index.ts'

export interface Findings {
  /** The error that keeps a field from being saved. */
  errorOf(field: string): string | undefined
  /** The warning at a field. */
  adviceOf(field: string): string | undefined
}

/** Settings as they are typed, with what is to be said at each field. */
export interface Editing {
  settings: BannerSettings
  findings: Findings
  onChange(settings: BannerSettings): void
}

/** The messages at a field, such as `look.text` or `texts.fr.accept`. */
export function useFindings(findings: readonly SettingFinding[]): Findings {
  const t = useTranslations('banner.findings')
  const messageOf = (field: string, severity: SettingFinding['severity']) => {
    const finding = findings.find((each) => each.field === field && each.severity === severity)
    return finding && t(finding.code, finding.values)
  }
  return { errorOf: (field) => messageOf(field, 'error'), adviceOf: (field) => messageOf(field, 'warning') }
}
