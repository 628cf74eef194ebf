/** The privacy centre: what one person sees and can change of themselves. */
export { choose, type SwitchResult, withdrawEverything } from './choose.ts'
export { type CustomerPrivacy, readCustomerPrivacy } from './for-staff.ts'
export { readHeld } from './held/read.ts'
export { startCentreJobs } from './jobs.ts'
export {
  type CentrePurpose,
  type CentreReceipt,
  type CentreView,
  centreQuery,
  type HeldGroup,
  type HeldView,
  sentChoice,
} from './model.ts'
export { readCentre } from './read.ts'
export { readReceipts } from './receipts.ts'
export type { CentrePerson } from './who.ts'
