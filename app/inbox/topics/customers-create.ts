import { seenCustomer } from '../seen-customer.ts'

/** A customer is new: somebody who was erased may be back, by themselves or by an import. */
export const customersCreate = seenCustomer('customer_created')
