/** The person's own side of a request, in the storefront and in their account. */
export {
  accountAct,
  actFromAccount,
  fileFromAccount,
  listFromAccount,
  readFromAccount,
} from './account.ts'
export { lookAtRequests } from './look.ts'
export { storefrontRequest } from './model.ts'
export { ownRequestsInHtml } from './page/request-list.ts'
export { rightsInWords } from './page/texts.ts'
export { listOwn, type OwnRequest } from './read-own.ts'
export { type SentForm, workSentForm } from './send.ts'
export { passOfCustomer, whoSends } from './who-asks.ts'
export { withdrawForMailbox } from './withdraw-own.ts'
