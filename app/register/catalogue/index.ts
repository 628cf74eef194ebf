/** Facts on services that shops use, each with its public source, and what they become in a register. */
export { catalogue, findServices, serviceOf, serviceSeenBy, servicesFor } from './catalogue.ts'
export { purposesServedBy, recipientOf, storagePlacesOf, trackersOf } from './entries.ts'
