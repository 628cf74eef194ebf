/** Writes the policy to the shop, and checks what the shop shows. */
export { turnOffAutomaticPolicy } from '../../shopify/policies.ts'

export { checkShop } from './check-shop.ts'
export { acceptDrift, type DriftedPage, inspectShop, type ShopInspection } from './inspect-shop.ts'
export {
  DOCUMENTS,
  type DocumentKind,
  type Failure,
  type PublicationState,
  type PublicationStep,
} from './model.ts'
export { type PublishRefusal, publish, publishAgain } from './publish.ts'
export { resumePublication } from './resume.ts'
export { policyStanding } from './standing.ts'
export { enqueueLinks } from './update-links.ts'
