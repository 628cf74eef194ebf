import { GraphQLError } from 'graphql'
import type { FaultRequest } from '../faults.ts'
import type { ShopState } from '../shop/state.ts'
import type { AdminSchema } from './schema.ts'

export interface Context {
  admin: AdminSchema
  state: ShopState
  scopes: ReadonlySet<string>
  /** A bulk operation reads: lists are given whole. */
  isWhole?: boolean
  /** The failure that this call must meet: its mutations are refused. */
  refusal?: FaultRequest | undefined
}

type Resolver = (source: never, args: never, context: Context) => unknown

/** Type name -> field name -> what it answers. */
export type Resolvers = Record<string, Record<string, Resolver>>

export type WithId = { id: string }

export const money = (amount: number) => ({ amount: amount.toFixed(2), currencyCode: 'EUR' })
export const moneyBag = (amount: number) => ({ shopMoney: money(amount), presentmentMoney: money(amount) })
export const count = (n: number) => ({ count: n, precision: 'EXACT' })

/** A userError as Shopify's mutations answer it; without a code for those whose type has none. */
export const userError = (field: readonly string[] | null, message: string, code: string | null = null) => ({
  field,
  message,
  code,
})

export const notImplemented = (what: string) =>
  new GraphQLError(`The stand-in has no ${what}`, { extensions: { code: 'STAND_IN_NOT_IMPLEMENTED' } })

/** As Shopify words it, with what it would need. */
export function accessDenied(field: string, scopes: readonly string[]) {
  const requiredAccess = `${scopes.map((scope) => `\`${scope}\``).join(' or ')} access scope.`
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  })
}

/** The answer while Shopify has not approved the app for an object or a field of protected customer data. */
export const notApproved = (what: string) =>
  new GraphQLError(
    `This app is not approved to ${what}. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
    {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/docs/apps/launch/protected-customer-data',
      },
    },
  )
