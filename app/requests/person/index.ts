/** The person's own side of a request, in the storefront. */
export { lookAtRequests } from './look.ts'
export { type SentForm, workSentForm } from './send.ts'
