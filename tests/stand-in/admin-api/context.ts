import { GraphQLError } from 'graphql'
import type { FaultRequest } from '../faults.ts'
import type { ShopState } from '../shop/state.ts'

export interface Context {
  state: ShopState
  scopes: ReadonlySet<string>
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
