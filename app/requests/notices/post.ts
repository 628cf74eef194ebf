import { postMail } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { readIdentifiers, type SubjectId } from '../../subjects/index.ts'
import { readRequestSettings } from '../settings/store.ts'
import type { RequestChannel } from '../words.ts'
import { isToPerson, noticeKey, noticesFor } from './model.ts'
import { tellStaff } from './tell-staff.ts'
import { languageOfPerson, noticeValues, type ToldRequest } from './values.ts'

export interface NoticedEvent {
  /** An event of a request's life, and its place among them. */
  move: string
  position: number
  request: ToldRequest & { channel: RequestChannel; subjectId: SubjectId | null }
  isJoined: boolean
  isLate: boolean
  /** The address that the request was made with; null where it came without one. */
  contact: string | null
}

/**
 * Writes the mails that follow from what happened to a request, in the transaction in which it happened. Recorded twice,
 * it is told once. Without an address or a mail server the request's page offers the text.
 */
export async function postNotices(
  tx: ShopTransaction,
  { move, position, request, contact, ...facts }: NoticedEvent,
): Promise<void> {
  const settings = await readRequestSettings(tx)
  const { subjectId, channel } = request
  for (const template of noticesFor({ move, channel, settings, ...facts })) {
    const key = noticeKey(request.id, position, template)
    if (isToPerson(template)) {
      if (!subjectId) continue
      const language = await languageOfPerson(tx, request.language)
      const values = (await noticeValues(tx, request, language))[template]
      if (values === null) continue
      const to = contact ?? (await onlyAddressOf(tx, subjectId))
      await postMail(tx, { to, template, language, values, key, subjectId, requestId: request.id })
    } else {
      await tellStaff(tx, settings, { key, request, template, daysLeft: null })
    }
  }
}

/** Of somebody with several addresses nobody knows which one to write to. */
async function onlyAddressOf(tx: ShopTransaction, subjectId: SubjectId): Promise<string | null> {
  const [address, other] = (await readIdentifiers(tx, subjectId)).filter(({ kind }) => kind === 'email')
  return other ? null : (address?.value ?? null)
}
