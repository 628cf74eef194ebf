/** Requests of data subjects (GDPR Art. 15 to 22). */
export { erasePerson } from './erase.ts'

export { type OpenRequest, openRequests } from './list.ts'
export { openAccessRequest } from './open.ts'
export { countOpenRequests } from './store.ts'
