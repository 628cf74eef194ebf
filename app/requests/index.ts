/** Requests of data subjects (GDPR Art. 15 to 22). */
export { type Erased, erasePerson } from './erase.ts'
export { dueDate } from './model.ts'
export { openAccessRequest } from './open.ts'
export { countOpenRequests, type OpenRequests } from './store.ts'
