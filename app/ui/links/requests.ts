export const REQUESTS = '/app/requests'
export const NEW_REQUEST = `${REQUESTS}/new`

/** Where a saved e-mail is read. */
export const READ_MAIL = `${REQUESTS}/mail`

export const originalOf = (id: string) => `${REQUESTS}/${id}/original`

export const pageOfRequest = (id: string) => `${REQUESTS}/${id}`
