import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLResolveInfo, getNamedType } from 'graphql'
import { WHOLE } from './connection.ts'
import { accessDenied, type Context, notApproved, notImplemented, type Resolvers, userError } from './context.ts'
import { addressResolvers } from './resolvers/addresses.ts'
import { appResolvers } from './resolvers/app.ts'
import { bulkResolvers } from './resolvers/bulk.ts'
import { commentResolvers } from './resolvers/comments.ts'
import { companyResolvers } from './resolvers/companies.ts'
import { companyWriteResolvers } from './resolvers/company-writes.ts'
import { contentResolvers } from './resolvers/content.ts'
import { customerAddressResolvers } from './resolvers/customer-addresses.ts'
import { customerMergeResolvers } from './resolvers/customer-merge.ts'
import { customerWriteResolvers } from './resolvers/customer-writes.ts'
import { customerResolvers } from './resolvers/customers.ts'
import { draftResolvers } from './resolvers/drafts.ts'
import { erasureResolvers } from './resolvers/erasure.ts'
import { flowResolvers } from './resolvers/flow.ts'
import { metafieldResolvers } from './resolvers/metafields.ts'
import { moneyResolvers } from './resolvers/money.ts'
import { moneyWriteResolvers } from './resolvers/money-writes.ts'
import { nodeResolvers } from './resolvers/node.ts'
import { orderPartResolvers } from './resolvers/order-parts.ts'
import { orderWriteResolvers } from './resolvers/order-writes.ts'
import { orderResolvers } from './resolvers/orders.ts'
import { privacyResolvers } from './resolvers/privacy.ts'
import { shopResolvers } from './resolvers/shop.ts'
import { staffResolvers } from './resolvers/staff.ts'
import { timelineResolvers } from './resolvers/timeline.ts'
import { translationResolvers } from './resolvers/translations.ts'

const resolvers: Resolvers = {}
for (const group of [
  shopResolvers,
  appResolvers,
  bulkResolvers,
  flowResolvers,
  metafieldResolvers,
  customerResolvers,
  customerWriteResolvers,
  customerAddressResolvers,
  customerMergeResolvers,
  erasureResolvers,
  addressResolvers,
  orderResolvers,
  orderPartResolvers,
  orderWriteResolvers,
  draftResolvers,
  moneyResolvers,
  moneyWriteResolvers,
  timelineResolvers,
  staffResolvers,
  companyResolvers,
  companyWriteResolvers,
  contentResolvers,
  commentResolvers,
  translationResolvers,
  privacyResolvers,
  nodeResolvers,
]) {
  for (const [type, fields] of Object.entries(group)) resolvers[type] = { ...resolvers[type], ...fields }
}

const REFUSAL = userError(null, 'The stand-in was told to refuse this')

/** Marks the payload of a mutation that a test made fail: all it has is its userErrors. */
const REFUSED = Symbol('refused')

/**
 * Shopify answers a field whose scope was not granted with an error and null; where the field must not be null, that is
 * its nearest ancestor that may be. The same for protected customer data that its review of the app did not approve.
 */
function refuseDenied({ admin, scopes, state }: Context, { parentType, fieldName }: GraphQLResolveInfo): void {
  const field = parentType.getFields()[fieldName]
  const missing = field && admin.missingScopes(field, parentType.name, scopes)
  if (missing) throw accessDenied(fieldName, missing)
  const { unapproved } = state.shop
  const type = field && getNamedType(field.type).name
  if (type && unapproved.includes(type)) throw notApproved(`access the ${type} object`)
  if (unapproved.includes(`${parentType.name}.${fieldName}`)) throw notApproved(`use the ${fieldName} field`)
}

/** What the stand-in answers; fields that are not written here and not on the source answer STAND_IN_NOT_IMPLEMENTED. */
export const fieldResolver: GraphQLFieldResolver<object, Context> = (source, args, context, info) => {
  const { parentType, fieldName } = info
  refuseDenied(context, info)
  if (parentType.name === 'Mutation' && context.refusal) {
    return { [REFUSED]: true, userErrors: [{ ...REFUSAL, ...context.refusal.userError }] }
  }
  if (source && REFUSED in source && fieldName !== 'userErrors') return null
  const own = resolvers[parentType.name]?.[fieldName] as GraphQLFieldResolver<object, Context> | undefined
  if (own) return own(source, context.isWhole ? { ...args, [WHOLE]: true } : args, context, info)
  if (source && fieldName in source) return defaultFieldResolver(source, args, context, info)
  throw notImplemented(`${parentType.name}.${fieldName}`)
}
