/** The person's own side of a request, in the storefront and in their account. */
export {
  accountAct,
  accountRequest,
  actFromAccount,
  fileFromAccount,
  listFromAccount,
  readFromAccount,
} from './account.ts'
export { lookAtRequests } from './look.ts'
export { type SentForm, workSentForm } from './send.ts'
