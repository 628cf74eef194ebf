import { consentsOfCustomerCall, consentsOfPersonCall, listPurposesCall, recordConsentCall } from './consents.ts'
import type { ApiOperation } from './operation.ts'
import { listOfRequestsCall, newRequestOfPersonCall, oneRequestCall } from './requests.ts'

/** Every call of the API, with what it does. */
export const API_OPERATIONS: readonly ApiOperation[] = [
  listPurposesCall,
  consentsOfCustomerCall,
  consentsOfPersonCall,
  recordConsentCall,
  listOfRequestsCall,
  newRequestOfPersonCall,
  oneRequestCall,
]
