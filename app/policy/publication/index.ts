/** Writing the policy to the shop, and knowing what the shop shows. */
export { turnOffAutomaticPolicy } from '../../shopify/policies.ts'
export { policyAddress, versionAddress } from './addresses.ts'
export { acceptDrift, type DriftedPage, lookAtShop, type ShopLook } from './look.ts'
export {
  DOCUMENTS,
  type DocumentKind,
  type Failure,
  isOpen,
  type Place,
  type PublicationState,
  type Step,
} from './model.ts'
export { type Begun, publish, publishAgain, type Refused } from './publish.ts'
export { resumePublication } from './resume.ts'
export { newestPublication, type Publication, publicationInForce } from './store.ts'
