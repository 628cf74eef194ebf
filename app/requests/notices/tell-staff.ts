import { type MailValues, postMail, type StaffTemplate } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { RequestSettings } from '../settings/model.ts'
import { erasuresUrl, kindIn, requestUrl, type ToldRequest } from './values.ts'

type RequestMail = Exclude<StaffTemplate, 'staff_webhook_off'>

interface ToStaff {
  /** What causes it: each address is told once. */
  key: string
  /** Without an id: an erasure of Shopify's own admin. */
  request: Pick<ToldRequest, 'kind' | 'answerBy'> & { id: string | null }
  template: RequestMail
  /** Until the last day, where the mail says so. */
  daysLeft: number | null
}

/** Tells everybody whom the settings name. The mail says what kind of request it is, and nothing of the person. */
export async function tellStaff(
  tx: ShopTransaction,
  { tellStaff: addresses, staffLanguage: language }: Pick<RequestSettings, 'tellStaff' | 'staffLanguage'>,
  { key, request, template, daysLeft }: ToStaff,
): Promise<void> {
  const about = {
    kind: kindIn(language, request.kind),
    dueOn: request.answerBy,
    link: request.id === null ? erasuresUrl(tx.shop) : requestUrl(tx.shop, request.id),
  }
  const values: Pick<MailValues, RequestMail> = {
    staff_new: about,
    staff_due: { ...about, daysLeft: daysLeft ?? 0 },
    staff_overdue: about,
    staff_erasure_late: about,
    staff_returned: about,
  }
  for (const to of addresses) {
    const mail = { to, template, language, key: `${key}/${to}`, subjectId: null, requestId: request.id }
    await postMail(tx, { ...mail, values: values[template] })
  }
}
