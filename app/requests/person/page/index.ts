/** The pages of requests in the storefront. */
export { filingPage, type SentFiling } from './filing-page.ts'
export type { PageFrame } from './frame.ts'
export { correctPage, VALUE_PREFIX } from './rectification.ts'
export { ownListPage } from './request-list.ts'
export { type OwnNotice, ownRequestPage } from './request-page.ts'
export {
  deadLinkPage,
  invalidPage,
  linkPage,
  linkSentPage,
  missingOwnPage,
  provePage,
  sentPage,
  tooManyPage,
  visitOverPage,
} from './short-pages.ts'
