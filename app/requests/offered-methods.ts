import type { ShopTransaction } from '../platform/db.ts'
import { IDENTITY_METHODS, identityMethodsInForce } from '../register/index.ts'

export type IdentityMethod = (typeof IDENTITY_METHODS)[number]

/** What a shop offers that has not said yet: both prove what the shop knows already, and ask for nothing new. */
const BEFORE_A_REGISTER: readonly IdentityMethod[] = ['account_login', 'email_link']

/** How this shop lets people prove who they are, as its published register says. */
export async function offeredMethods(tx: ShopTransaction): Promise<IdentityMethod[]> {
  const declared = await identityMethodsInForce(tx)
  return IDENTITY_METHODS.filter((method) => (declared ?? BEFORE_A_REGISTER).includes(method))
}
