import type { CompanyMetafieldNode, ContactNode, RoleNode } from '../../../shopify/person-data/companies.ts'
import type { HeldRow, HeldValue } from '../model.ts'
import { metafieldColumn } from '../tables/columns.ts'
import { addressValues, list, rowOf } from './row.ts'

const metafieldValues = (nodes: readonly CompanyMetafieldNode[] | undefined): Record<string, HeldValue> =>
  Object.fromEntries((nodes ?? []).map((node) => [metafieldColumn(node), node.value]))

const withMetafields = (row: HeldRow, nodes: readonly CompanyMetafieldNode[] | undefined): HeldRow => ({
  ...row,
  values: { ...row.values, ...metafieldValues(nodes) },
})

export const contactRow = (node: ContactNode, customerGid: string, roles: readonly RoleNode[]): HeldRow =>
  rowOf(
    'company_contacts',
    { id: node.id },
    {
      ...node,
      customer: customerGid,
      roles: list(roles.map(({ role, companyLocation }) => list([role?.name, companyLocation?.name], ' – '))),
    },
  )

export const companyRow = ({ id: parent, company }: ContactNode): HeldRow =>
  withMetafields(rowOf('companies', { id: company.id, parent }, company), company.metafields?.nodes)

export const locationRow = ({ companyLocation: place }: RoleNode, companyId: string): HeldRow =>
  withMetafields(
    rowOf(
      'company_locations',
      { id: place.id, parent: companyId },
      {
        ...place,
        taxRegistrationId: place.taxSettings?.taxRegistrationId,
        ...addressValues('billingAddress', place.billingAddress),
        ...addressValues('shippingAddress', place.shippingAddress),
      },
    ),
    place.metafields?.nodes,
  )
