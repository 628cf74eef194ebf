import { useFormatter, useTranslations } from 'use-intl'
import type { InboxEntry } from '../../inbox/index.ts'
import { useStaffName } from '../staff-names.tsx'

/** One sentence on what became of a message: what was done, or what went wrong. */
export function useMessageResult() {
  const t = useTranslations('activity')
  const format = useFormatter()
  const staff = useStaffName()
  return ({ state, outcome, error }: Pick<InboxEntry, 'state' | 'outcome' | 'error'>): string => {
    if (state === 'expired') return t('outcomes.expired')
    if (error) {
      const key = `errors.${error}` as 'errors.not_json'
      return t.has(key) ? t(key) : error
    }
    if (outcome.dueAt) return t('outcomes.request', { due: format.dateTime(outcome.dueAt, { dateStyle: 'long' }) })
    if (outcome.subjects !== undefined) {
      return t('outcomes.erased', { subjects: outcome.subjects, identifiers: outcome.identifiers ?? 0 })
    }
    if (outcome.marketing) {
      return t(`outcomes.marketing.${outcome.marketing}`, { granted: String(outcome.granted === true) })
    }
    if (outcome.isFromErased) return t('outcomes.erasedBefore')
    if (outcome.returned !== undefined) return t('outcomes.returned', { returned: String(outcome.returned) })
    if (outcome.merged !== undefined) return t('outcomes.merged', { merged: String(outcome.merged) })
    if (outcome.keptBy) return t('outcomes.kept', { staff: staff.inText(outcome.keptBy) })
    if (outcome.handledBy) return t('outcomes.handled', { staff: staff.inText(outcome.handledBy) })
    return outcome.sessions === undefined ? '' : t('outcomes.sessions')
  }
}
