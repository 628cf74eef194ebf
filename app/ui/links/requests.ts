export const REQUESTS = '/app/requests'
export const NEW_REQUEST = `${REQUESTS}/new`

/** Where a saved e-mail is read. */
export const READ_MAIL = `${REQUESTS}/mail`

/** Where several requests are given to somebody at once. */
export const ASSIGN = `${REQUESTS}/assign`

export const originalOf = (id: string) => `${REQUESTS}/${id}/original`

/** All requests of one of Shopify's customers. */
export const requestsOfCustomer = (id: string) => `${REQUESTS}?${new URLSearchParams({ view: 'all', customer: id })}`

export const pageOfRequest = (id: string) => `${REQUESTS}/${id}`
