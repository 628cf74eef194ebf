import { gid, type Shop } from '../../shop/model.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { Resolvers } from '../context.ts'

interface Named {
  namespace?: string
  key: string
}

type Filter = PageArguments & { namespace?: string; keys?: string[] }

const ownedBy = (shop: Shop, ownerId: string) =>
  shop.metafields.filter((field) => field.ownerId === ownerId).map((field) => ({ ...field, place: placeOf(field.id) }))

/** Later ones have larger numbers. */
const placeOf = (id: string) => Number(id.split('/').at(-1))

export const metafieldOf = (shop: Shop, ownerId: string, { namespace = 'custom', key }: Named) =>
  ownedBy(shop, ownerId).find((field) => field.namespace === namespace && field.key === key) ?? null

export const metafieldsOf = (shop: Shop, ownerId: string, { namespace, keys, ...page }: Filter) =>
  connection(
    ownedBy(shop, ownerId).filter(
      (field) =>
        (!namespace || field.namespace === namespace) && (!keys || keys.includes(`${field.namespace}.${field.key}`)),
    ),
    page,
    ({ place }) => [place, place],
  )

/** The two fields of everything that can have metafields. */
export const metafieldFields = (type: string): Resolvers[string] => ({
  metafield: ({ id }: { id: number }, named: Named, { state }) => metafieldOf(state.shop, gid(type, id), named),
  metafields: ({ id }: { id: number }, filter: Filter, { state }) => metafieldsOf(state.shop, gid(type, id), filter),
})
