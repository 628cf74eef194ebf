import { pageOfErasure, pageOfRequest } from './requests.ts'

/** How each recipient is told. */
export const RECIPIENTS_TOLD = '/app/recipients'

/** Its part of that page. */
export const placeOfRecipient = (id: string) => `${RECIPIENTS_TOLD}#${anchorOfRecipient(id)}`
export const anchorOfRecipient = (id: string) => `recipient-${id}`

/** What staff do about the recipients of a request's person. */
export const actsOnRecipientsOf = (requestId: string) => `${pageOfRequest(requestId)}/recipients`

/** The same of an erasure to which no request belongs. */
export const actsOnRecipientsOfErasure = (erasureId: string) => `${pageOfErasure(erasureId)}/recipients`

/** The text of a notice, to be sent by hand; `acts` is one of the two above. */
export const textOfNotice = (acts: string, task: string) => `${acts}?${new URLSearchParams({ task })}`
