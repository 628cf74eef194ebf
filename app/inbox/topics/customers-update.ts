import { seenCustomer } from '../seen-customer.ts'

/** A customer changed: the name of somebody who was erased may have been put back. */
export const customersUpdate = seenCustomer('customer_updated')
