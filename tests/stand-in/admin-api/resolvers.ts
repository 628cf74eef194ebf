import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql'
import { type Context, notImplemented, type Resolvers, userError } from './context.ts'
import { companyResolvers } from './resolvers/companies.ts'
import { contentResolvers } from './resolvers/content.ts'
import { customerWriteResolvers } from './resolvers/customer-writes.ts'
import { customerResolvers } from './resolvers/customers.ts'
import { metafieldResolvers } from './resolvers/metafields.ts'
import { nodeResolvers } from './resolvers/node.ts'
import { orderResolvers } from './resolvers/orders.ts'
import { privacyResolvers } from './resolvers/privacy.ts'
import { shopResolvers } from './resolvers/shop.ts'
import { translationResolvers } from './resolvers/translations.ts'

const resolvers: Resolvers = {}
for (const group of [
  shopResolvers,
  metafieldResolvers,
  customerResolvers,
  customerWriteResolvers,
  orderResolvers,
  companyResolvers,
  contentResolvers,
  translationResolvers,
  privacyResolvers,
  nodeResolvers,
]) {
  for (const [type, fields] of Object.entries(group)) resolvers[type] = { ...resolvers[type], ...fields }
}

const REFUSAL = userError(null, 'The stand-in was told to refuse this')

/** Marks the payload of a mutation that a test made fail: all it has is its userErrors. */
const REFUSED = Symbol('refused')

/** What the stand-in answers; fields that are not written here and not on the source answer STAND_IN_NOT_IMPLEMENTED. */
export const fieldResolver: GraphQLFieldResolver<object, Context> = (source, args, context, info) => {
  const { parentType, fieldName } = info
  if (parentType.name === 'Mutation' && context.refusal) {
    return { [REFUSED]: true, userErrors: [{ ...REFUSAL, ...context.refusal.userError }] }
  }
  if (source && REFUSED in source && fieldName !== 'userErrors') return null
  const own = resolvers[parentType.name]?.[fieldName] as GraphQLFieldResolver<object, Context> | undefined
  if (own) return own(source, args, context, info)
  if (source && fieldName in source) return defaultFieldResolver(source, args, context, info)
  throw notImplemented(`${parentType.name}.${fieldName}`)
}
