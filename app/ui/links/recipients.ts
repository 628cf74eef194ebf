import { pageOfRequest } from './requests.ts'

/** How each recipient is told. */
export const RECIPIENTS_TOLD = '/app/recipients'

/** Its part of that page. */
export const placeOfRecipient = (id: string) => `${RECIPIENTS_TOLD}#${anchorOfRecipient(id)}`
export const anchorOfRecipient = (id: string) => `recipient-${id}`

/** What staff do about the recipients of a request's person. */
export const actsOnRecipientsOf = (requestId: string) => `${pageOfRequest(requestId)}/recipients`

/** The text of a notice, to be sent by hand. */
export const textOfNotice = (requestId: string, task: string) =>
  `${actsOnRecipientsOf(requestId)}?${new URLSearchParams({ task })}`
