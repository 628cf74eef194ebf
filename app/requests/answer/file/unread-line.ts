import type { Unread } from '../../held/model.ts'
import type { AnswerTranslator } from './texts.ts'

/** What could not be read, and why, as the person reads it. */
export function unreadLine({ table, reason, since }: Unread, { translate, date }: AnswerTranslator): string {
  const part = translate(`unread.${reason}`, since === undefined ? {} : { since: date(since.slice(0, 10)) })
  return translate('columnPart', { of: translate(`tables.${table}`), part })
}
