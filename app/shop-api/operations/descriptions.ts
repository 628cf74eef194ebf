/** Every call of the API, as its document describes it. What each does stands beside. Pure. */
import type { z } from 'zod'
import type { ApiProblemName } from '../problem.ts'
import type { ApiScope } from '../words.ts'
import {
  consentState,
  findConsents,
  listedRequests,
  newConsent,
  newRequest,
  nothing,
  ofCustomer,
  ofRequest,
  purposeList,
  recordedConsent,
  requestList,
  requestState,
} from './model.ts'

export interface ApiDescription {
  id: string
  method: 'GET' | 'POST'
  /** Below the API's own address, with parameters as `{name}`. */
  path: string
  summary: string
  description: string
  scope: ApiScope
  params: z.ZodObject
  query: z.ZodObject
  content: z.ZodType | null
  answers: z.ZodType
  status: 200 | 201
  /** It changes something, and is named by an Idempotency-Key. */
  isNamed: boolean
  problems: readonly ApiProblemName[]
}

export const listPurposes = {
  id: 'listPurposes',
  method: 'GET',
  path: '/purposes',
  summary: 'The purposes that a consent can be about',
  description: 'Their ids are those of the register, and of every other call here.',
  scope: 'consents:read',
  params: nothing,
  query: nothing,
  content: null,
  answers: purposeList,
  status: 200,
  isNamed: false,
  problems: [],
} as const satisfies ApiDescription

export const consentsOfCustomer = {
  id: 'getCustomerConsents',
  method: 'GET',
  path: '/customers/{customerId}/consents',
  summary: 'What a customer has chosen, as it counts now',
  description:
    'Choices of their browsers while signed in, of their account, of forms, and those recorded here: the newest of each purpose.',
  scope: 'consents:read',
  params: ofCustomer,
  query: nothing,
  content: null,
  answers: consentState,
  status: 200,
  isNamed: false,
  problems: [],
} as const satisfies ApiDescription

export const consentsOfPerson = {
  id: 'findConsents',
  method: 'POST',
  path: '/consents/find',
  summary: 'The same for an e-mail address',
  description: 'It is posted, so that no address stands in a log of addresses.',
  scope: 'consents:read',
  params: nothing,
  query: nothing,
  content: findConsents,
  answers: consentState,
  status: 200,
  isNamed: false,
  problems: ['several-people'],
} as const satisfies ApiDescription

export const recordConsent = {
  id: 'recordConsent',
  method: 'POST',
  path: '/consents',
  summary: 'Records a consent or a refusal that was given elsewhere',
  description:
    'At a till, on the phone, on paper. It is added to the ledger, counts from `decidedAt` on, and never replaces what the person chose after that. A refusal of e-mail or SMS is passed on to Shopify; a consent subscribes nobody there, as no consent given to Kept does.',
  scope: 'consents:write',
  params: nothing,
  query: nothing,
  content: newConsent,
  answers: recordedConsent,
  status: 201,
  isNamed: true,
  problems: ['several-people', 'erased'],
} as const satisfies ApiDescription

export const listOfRequests = {
  id: 'listRequests',
  method: 'GET',
  path: '/requests',
  summary: 'Requests of data subjects and how they stand',
  description: 'Open ones by their last day, closed ones from the newest on. What people wrote is read in Kept.',
  scope: 'requests:read',
  params: nothing,
  query: listedRequests,
  content: null,
  answers: requestList,
  status: 200,
  isNamed: false,
  problems: [],
} as const satisfies ApiDescription

export const oneRequest = {
  id: 'getRequest',
  method: 'GET',
  path: '/requests/{requestId}',
  summary: 'How one request stands',
  description: '',
  scope: 'requests:read',
  params: ofRequest,
  query: nothing,
  content: null,
  answers: requestState,
  status: 200,
  isNamed: false,
  problems: ['not-found'],
} as const satisfies ApiDescription

export const newRequestOfPerson = {
  id: 'fileRequest',
  method: 'POST',
  path: '/requests',
  summary: 'Files a request that reached the shop',
  description:
    'By e-mail, post or phone. Its time counts from `receivedOn`. Who asks has still to be proven, except for an objection or a withdrawal, which takes effect at once.',
  scope: 'requests:write',
  params: nothing,
  query: nothing,
  content: newRequest,
  answers: requestState,
  status: 201,
  isNamed: true,
  problems: [],
} as const satisfies ApiDescription

export const API_DESCRIPTIONS: readonly ApiDescription[] = [
  listPurposes,
  consentsOfCustomer,
  consentsOfPerson,
  recordConsent,
  listOfRequests,
  oneRequest,
  newRequestOfPerson,
]
