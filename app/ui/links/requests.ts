export const REQUESTS = '/app/requests'
export const NEW_REQUEST = `${REQUESTS}/new`

export const pageOfRequest = (id: string) => `${REQUESTS}/${id}`
