export const REQUESTS = '/app/requests'
export const NEW_REQUEST = `${REQUESTS}/new`

/** Where a saved e-mail is read. */
export const READ_MAIL = `${REQUESTS}/mail`

/** What the shop lets Kept read for answers. */
export const REQUEST_ACCESS = `${REQUESTS}/access`

/** Where several requests are given to somebody at once. */
export const ASSIGN = `${REQUESTS}/assign`

export const originalOf = (id: string) => `${REQUESTS}/${id}/original`

/** All requests of one of Shopify's customers. */
export const requestsOfCustomer = (id: string) => `${REQUESTS}?${new URLSearchParams({ view: 'all', customer: id })}`

export const pageOfRequest = (id: string) => `${REQUESTS}/${id}`

/** What staff do about who asks. */
export const identityOf = (id: string) => `${pageOfRequest(id)}/identity`

/** A proof of identity, as a file. */
export const proofOf = (id: string, proof: string) => `${identityOf(id)}?${new URLSearchParams({ proof })}`

export const REQUEST_SETTINGS = `${REQUESTS}/settings`

/** The text of a mail, in a language where one is given. */
export const pageOfMail = (template: string, language = '') =>
  `${REQUEST_SETTINGS}/mails/${template}${language && `?${new URLSearchParams({ language })}`}`

/** The text of a mail that did not arrive. */
export const textOfMail = (id: string, mail: string) => `${pageOfRequest(id)}/mails?${new URLSearchParams({ mail })}`

/** What is held about who asks; `table`: the rows of one table. */
export const heldOf = (id: string, table?: string) =>
  `${pageOfRequest(id)}/held${table ? `?${new URLSearchParams({ table })}` : ''}`

/** The answer's file; `part`: its first page, or its letter. */
export const answerFileOf = (id: string, part?: 'preview' | 'letter') =>
  `${pageOfRequest(id)}/answer${part ? `?${new URLSearchParams({ part })}` : ''}`

/** What staff do about an objection. */
export const objectionOfRequestPage = (id: string) => `${pageOfRequest(id)}/objection`

/** What staff do about the erasure of a request. */
export const erasureOfRequestPage = (id: string) => `${pageOfRequest(id)}/erasure`

/** What staff do about the rectification of a request. */
export const rectificationOf = (id: string) => `${pageOfRequest(id)}/rectification`
/** What staff do about a restriction. */
export const restrictionOfRequestPage = (id: string) => `${pageOfRequest(id)}/restriction`

/** What staff do in a review by a person. */
export const reviewOfRequestPage = (id: string) => `${pageOfRequest(id)}/review`

/** Everybody who was erased. */
export const ERASURES = `${REQUESTS}/erasures`
export const pageOfErasure = (id: string) => `${ERASURES}/${id}`
