import { changeCustomer } from '../../shop/customers.ts'
import { type Company, type CompanyContact, customerWith, gid, idOf } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { type Resolvers, userError } from '../context.ts'

interface ContactInput {
  title?: string | null
  locale?: string
  firstName?: string | null
  lastName?: string | null
  email?: string | null
  phone?: string | null
}

interface Arguments {
  companyId: string
  companyContactId: string
  companyContactIds: string[]
  companyContactRoleId: string
  companyContactRoleAssignmentId: string
  companyLocationId: string
  roleAssignmentIds?: string[]
  revokeAll?: boolean
  input: ContactInput
}

interface AddressArguments {
  locationId: string
  addressTypes: string[]
  address: {
    recipient?: string | null
    phone?: string | null
    address1?: string | null
    zip?: string | null
    city?: string | null
    countryCode?: string
  }
}

interface Place {
  company: Company
  contact: CompanyContact
}

function find({ shop }: ShopState, contactId: string): Place | undefined {
  for (const company of shop.companies) {
    const contact = company.contacts.find(({ id }) => id === idOf(contactId))
    if (contact) return { company, contact }
  }
  return undefined
}

const missing = (field: string) => [userError([field], 'Resource requested does not exist.', 'RESOURCE_NOT_FOUND')]

function touch(state: ShopState, contact: CompanyContact): void {
  contact.updatedAt = state.now().toISOString()
  state.changed()
}

const MAIN = 'The main contact of a company cannot be removed.'

/** Why a contact is not deleted. One who ordered for the company can only be removed from it. */
function obstacleTo({ shop }: ShopState, { company, contact }: Place): string | null {
  if (contact.isMain) return MAIN
  const ordered = shop.orders.some(
    ({ companyId, customerId }) => companyId === company.id && customerId === contact.customerId,
  )
  return ordered ? 'Cannot delete a company contact with existing orders.' : null
}

/** A contact leaves the company; the customer that it was stays. */
function remove(state: ShopState, { company, contact }: Place): void {
  company.contacts = company.contacts.filter((one) => one !== contact)
  state.changed()
  state.tell('company_contacts/delete', { admin_graphql_api_id: gid('CompanyContact', contact.id) })
}

/** Contacts of companies: who they are, what they may do, and that they leave. */
export const companyWriteResolvers: Resolvers = {
  Mutation: {
    companyContactUpdate: (_source, { companyContactId, input }: Arguments, { state }) => {
      const found = find(state, companyContactId)
      if (!found) return { companyContact: null, userErrors: missing('companyContactId') }
      const { title, locale, ...person } = input
      const { contact } = found
      if (title !== undefined) contact.title = title
      if (locale !== undefined) contact.locale = locale
      const customer = customerWith(state.shop, contact.customerId)
      // A contact's name and address are those of the customer behind it.
      if (customer && Object.keys(person).length > 0) changeCustomer(state, customer, person)
      touch(state, contact)
      state.tell('company_contacts/update', { admin_graphql_api_id: gid('CompanyContact', contact.id) })
      return { companyContact: { company: found.company, ...contact }, userErrors: [] }
    },
    companyLocationAssignAddress: (_source, { locationId, address, addressTypes }: AddressArguments, { state }) => {
      const place = state.shop.companies.flatMap(({ locations }) => locations).find(({ id }) => id === idOf(locationId))
      if (!place) return { addresses: null, userErrors: missing('locationId') }
      const { recipient, phone, address1, zip, city, countryCode } = address
      // Shopify replaces the whole address. Here billing and delivery are one.
      place.address = {
        address1: address1 ?? '',
        zip: zip ?? '',
        city: city ?? '',
        countryCodeV2: countryCode ?? place.address.countryCodeV2,
        phone: phone ?? null,
      }
      place.recipient = recipient ?? null
      place.phone = phone ?? null
      state.changed()
      state.tell('company_locations/update', { admin_graphql_api_id: gid('CompanyLocation', place.id) })
      return { addresses: addressTypes.map(() => null), userErrors: [] }
    },
    companyContactDelete: (_source, { companyContactId }: Arguments, { state }) => {
      const found = find(state, companyContactId)
      if (!found) return { deletedCompanyContactId: null, userErrors: missing('companyContactId') }
      const obstacle = obstacleTo(state, found)
      if (obstacle) {
        return {
          deletedCompanyContactId: null,
          userErrors: [userError(['companyContactId'], obstacle, 'FAILED_TO_DELETE')],
        }
      }
      remove(state, found)
      return { deletedCompanyContactId: companyContactId, userErrors: [] }
    },
    companyContactsDelete: (_source, { companyContactIds }: Arguments, { state }) => {
      const found = companyContactIds.map((id) => find(state, id)).filter((place) => place !== undefined)
      if (found.length < companyContactIds.length) {
        return { deletedCompanyContactIds: null, userErrors: missing('companyContactIds') }
      }
      const obstacle = found.map((place) => obstacleTo(state, place)).find((why) => why !== null)
      if (obstacle) {
        const userErrors = [userError(['companyContactIds'], obstacle, 'FAILED_TO_DELETE')]
        return { deletedCompanyContactIds: null, userErrors }
      }
      for (const place of found) remove(state, place)
      return { deletedCompanyContactIds: companyContactIds, userErrors: [] }
    },
    companyContactRemoveFromCompany: (_source, { companyContactId }: Arguments, { state }) => {
      const found = find(state, companyContactId)
      if (!found) return { removedCompanyContactId: null, userErrors: missing('companyContactId') }
      if (found.contact.isMain) {
        return { removedCompanyContactId: null, userErrors: [userError(['companyContactId'], MAIN, 'INVALID')] }
      }
      remove(state, found)
      return { removedCompanyContactId: companyContactId, userErrors: [] }
    },
    companyRevokeMainContact: (_source, { companyId }: Arguments, { state }) => {
      const company = state.shop.companies.find(({ id }) => id === idOf(companyId))
      if (!company) return { company: null, userErrors: missing('companyId') }
      for (const contact of company.contacts) contact.isMain = false
      state.changed()
      return { company, userErrors: [] }
    },
    companyContactAssignRole: (_source, args: Arguments, { state }) => {
      const found = find(state, args.companyContactId)
      const role = found?.company.roles.find(({ id }) => id === idOf(args.companyContactRoleId))
      const location = found?.company.locations.find(({ id }) => id === idOf(args.companyLocationId))
      const refused = (userErrors: object[]) => ({ companyContactRoleAssignment: null, userErrors })
      if (!found) return refused(missing('companyContactId'))
      if (!role) return refused(missing('companyContactRoleId'))
      if (!location) return refused(missing('companyLocationId'))
      const { company, contact } = found
      if (contact.assignments.some(({ locationId }) => locationId === location.id)) {
        return refused([
          userError(
            ['companyLocationId'],
            'Company contact has already been assigned a role in that location.',
            'TAKEN',
          ),
        ])
      }
      const assignment = {
        id: state.nextId(),
        roleId: role.id,
        locationId: location.id,
        createdAt: state.now().toISOString(),
      }
      contact.assignments.push(assignment)
      touch(state, contact)
      return {
        companyContactRoleAssignment: { ...assignment, company, contact: { company, ...contact } },
        userErrors: [],
      }
    },
    companyContactRevokeRole: (_source, args: Arguments, { state }) => {
      const contact = find(state, args.companyContactId)?.contact
      const known = contact?.assignments.find(({ id }) => id === idOf(args.companyContactRoleAssignmentId))
      if (!contact || !known) {
        const field = contact ? 'companyContactRoleAssignmentId' : 'companyContactId'
        return { revokedCompanyContactRoleAssignmentId: null, userErrors: missing(field) }
      }
      contact.assignments = contact.assignments.filter((one) => one !== known)
      touch(state, contact)
      return { revokedCompanyContactRoleAssignmentId: args.companyContactRoleAssignmentId, userErrors: [] }
    },
    companyContactRevokeRoles: (
      _source,
      { companyContactId, revokeAll, roleAssignmentIds = [] }: Arguments,
      { state },
    ) => {
      const contact = find(state, companyContactId)?.contact
      if (!contact) return { revokedRoleAssignmentIds: null, userErrors: missing('companyContactId') }
      const wanted = new Set(roleAssignmentIds.map(idOf))
      const revoked = contact.assignments.filter(({ id }) => revokeAll || wanted.has(id))
      contact.assignments = contact.assignments.filter((one) => !revoked.includes(one))
      touch(state, contact)
      const ids = revoked.map(({ id }) => gid('CompanyContactRoleAssignment', id))
      return { revokedRoleAssignmentIds: ids, userErrors: [] }
    },
  },
}
