/** The shop's own systems: keys of the API, and webhooks. */
export const SYSTEMS = '/app/systems'
export const OUTGOING = `${SYSTEMS}/webhooks`
