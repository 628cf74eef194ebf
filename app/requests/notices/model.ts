/** What happens to a request, and which mails follow. Pure. */
import type { MailTemplate, PersonTemplate } from '../../mail/words.ts'
import { isForStaff } from '../../mail/words.ts'
import type { RequestSettings } from '../settings/model.ts'
import type { RequestChannel } from '../words.ts'

/** Every other event is told by whoever causes it, or by nobody. */
export const NOTICES = {
  receive: ['request_received', 'staff_new'],
  /** GDPR Art. 12(3): the person is told why, within the first month. */
  extend: ['more_time'],
  /** Where Kept made the answer (`noticeValues`); otherwise staff have sent it. */
  answer: ['answer_ready', 'erasure_done', 'rectification_done', 'restriction_set', 'objection_done'],
  /** GDPR Art. 18(3): before the restriction ends. */
  lift_restriction: ['restriction_lifting'],
  keep_restriction: ['restriction_kept'],
  /** GDPR Art. 22(3). */
  decide_review: ['review_decided'],
  answer_unidentified: ['objection_done'],
  /** What was done at once is told at once. */
  report_effects: ['objection_done'],
  /** GDPR Art. 12(4): the person is told why, and where they can complain. */
  refuse: ['refused'],
} as const satisfies Record<string, readonly MailTemplate[]>

export type NoticeTemplate = (typeof NOTICES)[keyof typeof NOTICES][number]
type PersonNotice = Extract<NoticeTemplate, PersonTemplate>
export const isToPerson = (template: NoticeTemplate): template is PersonNotice => !isForStaff(template)

/** Which event of which request a mail follows from, and as what. */
export const noticeKey = (requestId: string, position: number, template: NoticeTemplate): string =>
  `${requestId}/${position}/${template}`

const KEY = /^[0-9a-f-]{36}\/(\d{1,6})\/(\w+)$/

/** What `noticeKey` said of a mail to a person; null for any other mail. */
export function noticeNamedBy(key: string): { position: number; template: PersonNotice } | null {
  const [, position, name] = KEY.exec(key) ?? []
  const template = Object.values(NOTICES)
    .flat()
    .find((one) => one === name)
  return template && isToPerson(template) ? { position: Number(position), template } : null
}

export interface NoticeFacts {
  /** An event of a request's life. */
  move: string
  channel: RequestChannel
  /** It was joined to another one when it came in. */
  isJoined: boolean
  /** The answer was due before today: a letter that was filed late. */
  isLate: boolean
  settings: Pick<RequestSettings, 'confirmReceipt' | 'writeAboutShopifyRequests'>
}

/** The mails that follow from what happened, in the order in which they are written. */
export function noticesFor(facts: NoticeFacts): NoticeTemplate[] {
  const { move, channel, settings } = facts
  const possible: readonly NoticeTemplate[] = Object.hasOwn(NOTICES, move) ? NOTICES[move as keyof typeof NOTICES] : []
  const isPersonWrittenTo = channel !== 'shopify_webhook' || settings.writeAboutShopifyRequests
  return possible.filter((template) => {
    if (template === 'staff_new') return !facts.isJoined
    if (!isPersonWrittenTo) return false
    // Nobody is promised an answer by a day that is over.
    return template !== 'request_received' || (settings.confirmReceipt && !facts.isLate)
  })
}
