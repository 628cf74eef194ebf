import { createHash } from 'node:crypto'
import { gid, INSTALLATION_ID, idOf, type Metafield } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { accessDenied, type Resolvers, userError } from '../context.ts'

interface MetafieldInput {
  ownerId: string
  namespace?: string
  key: string
  type?: string
  value: string
  compareDigest?: string | null
}

interface MetafieldIdentifier {
  ownerId: string
  namespace: string
  key: string
}

const METAFIELDS_A_CALL = 25

const digestOf = (value: string) => createHash('sha256').update(value).digest('hex')

interface DefinitionInput {
  ownerType: string
  namespace?: string
  key: string
  type: string
  capabilities?: { adminFilterable?: { enabled: boolean } }
}

/** Writes of app-data metafields: all of a call or none. */
export const metafieldResolvers: Resolvers = {
  Metafield: {
    compareDigest: ({ value }: Metafield) => digestOf(value),
    // Shopify defines a few itself, the others are as apps wrote them.
    definition: ({ namespace, key }: Metafield) =>
      namespace === 'facts' && key === 'birth_date' ? { name: 'Birth date', namespace, key } : null,
  },
  Mutation: {
    metafieldDefinitionCreate: (_source, { definition }: { definition: DefinitionInput }, { state, scopes }) => {
      const isOfCustomer = definition.ownerType === 'CUSTOMER'
      if (isOfCustomer && !scopes.has('write_customers'))
        throw accessDenied('metafieldDefinitionCreate', ['write_customers'])
      const { ownerType, namespace = 'custom', key, type } = definition
      const known = state.shop.metafieldDefinitions ?? []
      if (known.some((one) => one.ownerType === ownerType && one.namespace === namespace && one.key === key)) {
        const message = `Key is in use for ${ownerType} metafields on the '${namespace}' namespace.`
        return { createdDefinition: null, userErrors: [userError(['definition', 'key'], message, 'TAKEN')] }
      }
      const isFilter = definition.capabilities?.adminFilterable?.enabled ?? false
      state.shop.metafieldDefinitions = [...known, { ownerType, namespace, key, type, isFilter }]
      state.changed()
      return { createdDefinition: null, userErrors: [] }
    },
    metafieldsSet: (_source, { metafields }: { metafields: MetafieldInput[] }, { state, scopes }) => {
      // The schema does not say it, because it depends on the owner.
      const isOfCustomer = metafields.some(({ ownerId }) => ownerId.includes('/Customer/'))
      if (isOfCustomer && !scopes.has('write_customers')) throw accessDenied('metafieldsSet', ['write_customers'])
      if (metafields.length > METAFIELDS_A_CALL) {
        const message = `Exceeded the maximum metafields input limit of ${METAFIELDS_A_CALL}.`
        return { metafields: null, userErrors: [userError(['metafields'], message, 'LESS_THAN_OR_EQUAL_TO')] }
      }
      const userErrors = metafields.flatMap((field, n) => problemsOf(state, field, String(n)))
      if (userErrors.length > 0) return { metafields: null, userErrors }
      return { metafields: metafields.map((field) => setMetafield(state, field)), userErrors: [] }
    },
    metafieldsDelete: (_source, { metafields }: { metafields: MetafieldIdentifier[] }, { state }) => {
      const foreign = metafields.findIndex(({ namespace }) => namespace.startsWith('app--'))
      if (foreign >= 0) {
        const message = 'Access to this namespace and key on Metafields for this resource type is not allowed.'
        return { deletedMetafields: null, userErrors: [userError(['metafields', String(foreign)], message)] }
      }
      const deletedMetafields = metafields.map((field) => {
        const known = find(state, field)
        if (!known) return null
        state.shop.metafields = state.shop.metafields.filter((one) => one !== known)
        state.changed()
        return { ownerId: known.ownerId, namespace: known.namespace, key: known.key }
      })
      return { deletedMetafields, userErrors: [] }
    },
  },
}

const find = (state: ShopState, { ownerId, namespace, key }: { ownerId: string; namespace?: string; key: string }) =>
  state.shop.metafields.find((field) => field.ownerId === ownerId && field.namespace === namespace && field.key === key)

function problemsOf(state: ShopState, input: MetafieldInput, at: string) {
  const problem = (field: string, message: string, code: string) => [
    { ...userError(['metafields', at, field], message, code), elementIndex: null },
  ]
  const known = find(state, input)
  const type = input.type ?? known?.type
  if (!isOwner(state, input.ownerId)) return problem('ownerId', 'Owner does not exist.', 'INVALID')
  if (!type) return problem('type', "can't be blank", 'BLANK')
  if (input.value === '') return problem('value', "can't be blank", 'BLANK')
  if (!isValue(type, input.value)) return problem('value', 'Value is invalid.', 'INVALID_VALUE')
  const digest = input.compareDigest
  if (digest === undefined || digest === (known ? digestOf(known.value) : null)) return []
  return problem('compareDigest', 'The resource has been updated since it was loaded.', 'STALE_OBJECT')
}

/** The app's own installation, and what of the shop can have metafields. */
function isOwner({ shop }: ShopState, ownerId: string): boolean {
  const lists: Record<string, readonly { id: number }[]> = {
    Customer: shop.customers,
    Order: shop.orders,
    DraftOrder: shop.draftOrders,
    Company: shop.companies,
  }
  const owned = lists[ownerId.split('/')[3] ?? '']
  return ownerId === INSTALLATION_ID || Boolean(owned?.some(({ id }) => id === idOf(ownerId)))
}

function isValue(type: string, value: string): boolean {
  if (type === 'boolean') return value === 'true' || value === 'false'
  if (type !== 'json') return true
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

export function setMetafield(
  state: ShopState,
  { ownerId, namespace = 'custom', key, type, value }: MetafieldInput,
): Metafield {
  const known = find(state, { ownerId, namespace, key })
  state.changed()
  const at = state.now().toISOString()
  if (known) return Object.assign(known, { value, type: type ?? known.type, updatedAt: at })
  const id = gid('Metafield', state.nextId())
  const field = { id, ownerId, namespace, key, type: type ?? '', value, createdAt: at, updatedAt: at }
  state.shop.metafields.push(field)
  return field
}
