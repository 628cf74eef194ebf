/** The person's own side of a request, in the storefront. */
export { downloadPortions } from './download-own.ts'
export { lookAtRequests } from './look.ts'
export { type SentForm, workSentForm } from './send.ts'
