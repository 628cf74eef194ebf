import { ShopifyRefusal } from '../../shopify/calls.ts'
import type { GrantedScopes } from '../../shopify/person-data/scopes.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import type { HeldTable, Unread } from './model.ts'
import { type CollectionProgress, FIRST_STEP } from './progress.ts'
import { customerRows } from './sources/customer-rows.ts'
import { CUSTOMER_STEPS } from './sources/customer-steps.ts'
import { findCustomer, type KnownAsker } from './sources/find-customer.ts'
import { KEPT_STEPS } from './sources/kept-steps.ts'
import { ORDER_STEPS } from './sources/order-steps.ts'
import { type CustomerOfAsker, type KeptStep, notApproved, type ShopifyStep, type StepPage } from './sources/step.ts'

const SHOPIFY_STEPS: readonly ShopifyStep[] = [...CUSTOMER_STEPS, ...ORDER_STEPS]

/** What the first step reads. */
const CUSTOMER_TABLES: readonly HeldTable[] = ['customer', 'marketing_consents', 'profiles']

/** Everything that is read, in this order: what Kept holds comes last, so that it is as new as the rest. */
const PLAN: readonly string[] = [
  FIRST_STEP,
  ...SHOPIFY_STEPS.map(({ name }) => name),
  ...KEPT_STEPS.map(({ name }) => name),
]

const TABLES_AT_SHOPIFY: readonly HeldTable[] = [...CUSTOMER_TABLES, ...SHOPIFY_STEPS.flatMap(({ tables }) => tables)]

/** Null behind the last step. */
export const stepAfter = (name: string): string | null => PLAN[PLAN.indexOf(name) + 1] ?? null

export const keptStep = (name: string): KeptStep | undefined => KEPT_STEPS.find((step) => step.name === name)

export interface AtShopify {
  client: ShopClient
  scopes: GrantedScopes
  asker: KnownAsker
  readSoFar(table: HeldTable): number
}

/** A page of a step, and the customer where the step has found one. */
export interface ReadPage extends StepPage {
  customer?: CustomerOfAsker
}

const NOTHING: ReadPage = { rows: [], next: null, unread: [] }

/**
 * Reads one page from Shopify. What the merchant has not granted, what Kept is not approved for and what Shopify refuses is
 * said, and the rest is read all the same.
 *
 * @throws CustomerGone when the customer vanished since the first step; ShopifyUnavailable
 */
export async function readFromShopify(
  { step: name, cursor, customer }: CollectionProgress,
  at: AtShopify,
): Promise<ReadPage> {
  // Without the customer, nothing that hangs on them can be asked for.
  if (name === FIRST_STEP) return refusable(TABLES_AT_SHOPIFY, () => readFirst(at))
  const step = SHOPIFY_STEPS.find((one) => one.name === name)
  if (!step || !customer) return NOTHING
  const missing = step.scopes.find((scope) => !at.scopes.covers(scope))
  if (missing !== undefined) return { ...NOTHING, unread: unreadOf(step.tables, 'scope_missing', missing) }
  return refusable(step.tables, () => step.read({ ...at, customer }, cursor))
}

async function readFirst({ client, asker }: AtShopify): Promise<ReadPage> {
  const found = await findCustomer(client, asker)
  if (!found) return NOTHING
  const { id, node, denied } = found
  const gid = `gid://shopify/Customer/${id}`
  const search = node?.defaultEmailAddress?.emailAddress ?? node?.defaultPhoneNumber?.phoneNumber ?? null
  const byMail = asker.identifiers.find(({ kind }) => kind === 'email')?.value ?? null
  return {
    rows: node ? customerRows(node) : [],
    next: null,
    unread: notApproved('customer', denied),
    customer: { id, gid, search: search ?? byMail, numberOfOrders: Number(node?.numberOfOrders ?? 0) },
  }
}

const unreadOf = (tables: readonly HeldTable[], reason: Unread['reason'], scope: string | null = null): Unread[] =>
  tables.map((table) => ({ table, reason, scope }))

/** Shopify refuses calls with a status of HTTP when the shop or its token cannot be used at all: that is no answer. */
const isOfWholeShop = ({ code }: ShopifyRefusal) => code !== null && /^\d{3}$/.test(code)

async function refusable(tables: readonly HeldTable[], read: () => Promise<ReadPage>): Promise<ReadPage> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ShopifyRefusal) || isOfWholeShop(error)) throw error
    return { ...NOTHING, unread: unreadOf(tables, error.code === 'ACCESS_DENIED' ? 'not_approved' : 'refused') }
  }
}
