/** Outgoing webhooks: the shop's own systems are told what happens. */
export { announce } from './announce.ts'
export { forgetOutgoingOf, OUTGOING_CONTENTS } from './deliveries-store.ts'
export { ENDPOINT_SECRETS } from './endpoints-store.ts'
export { startOutgoingJobs } from './jobs.ts'
export {
  addEndpoint,
  type EndpointSaved,
  editEndpoint,
  endpointsSwitchedOff,
  type OutgoingOverview,
  readOutgoing,
  removeEndpoint,
  rotateEndpoint,
  switchEndpoint,
  testEndpoint,
} from './manage.ts'
export { typedEndpoint } from './model.ts'
export type { TellStaffOff } from './work.ts'
