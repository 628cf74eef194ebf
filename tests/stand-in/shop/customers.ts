import type { Customer } from './model.ts'
import type { ShopState } from './state.ts'
import { customerBody } from './webhooks.ts'

/** Changes a customer, and tells apps of it. */
export function changeCustomer(state: ShopState, customer: Customer, changes: Partial<Customer>): Customer {
  Object.assign(customer, changes, { updatedAt: state.now().toISOString() })
  state.changed()
  state.tell('customers/update', customerBody(customer))
  return customer
}
