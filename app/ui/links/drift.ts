/** What differs from what Kept published or declared, and who is told of it. */
export const DRIFT = '/app/drift'
