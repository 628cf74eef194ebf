import {
  type Address,
  type Company,
  type CompanyContact,
  type CompanyLocation,
  type CompanyRole,
  gid,
  idOf,
  type RoleAssignment,
  type Shop,
} from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, money, type Resolvers, type WithId } from '../context.ts'
import { searchCompanies } from '../search.ts'
import { countryName } from './addresses.ts'
import { orderPage } from './orders.ts'
import { metafieldFields } from './owned-metafields.ts'
import { eventsOf } from './timeline.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

type Contact = CompanyContact & { company: Company }
type Location = CompanyLocation & { company: Company }

const SORTS = {
  CREATED_AT: ({ createdAt }: Company) => createdAt,
  UPDATED_AT: ({ createdAt }: Company) => createdAt,
  SINCE_DATE: ({ createdAt }: Company) => createdAt,
  NAME: ({ name }: Company) => name,
} as const

const contacts = (company: Company): Contact[] => company.contacts.map((contact) => ({ ...contact, company }))
const locations = (company: Company): Location[] => company.locations.map((location) => ({ ...location, company }))
const ordersOf = (shop: Shop, company: Company) => shop.orders.filter(({ companyId }) => companyId === company.id)

/** The contacts that a customer is, in every company. */
export const contactsOf = (shop: Shop, customerId: number) =>
  shop.companies.flatMap(contacts).filter((contact) => contact.customerId === customerId)

/** Professional customers: companies, their contacts and places. */
export const companyResolvers: Resolvers = {
  QueryRoot: {
    companies: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchCompanies(state.shop, query), page, sortedBy(SORTS, sortKey)),
    companiesCount: (_source, _args, { state }) => count(state.shop.companies.length),
    company: (_source, { id }: WithId, { state }) => state.shop.companies.find((one) => one.id === idOf(id)) ?? null,
    companyContact: (_source, { id }: WithId, { state }) =>
      state.shop.companies.flatMap(contacts).find((one) => one.id === idOf(id)) ?? null,
    companyLocations: (_source, page: Search, { state }) =>
      connection(state.shop.companies.flatMap(locations), page, sortedBy({}, 'ID')),
  },
  Company: {
    ...metafieldFields('Company'),
    id: ({ id }: Company) => gid('Company', id),
    externalId: () => null,
    customerSince: ({ createdAt }: Company) => createdAt,
    updatedAt: ({ createdAt }: Company) => createdAt,
    contactCount: (company: Company) => company.contacts.length,
    contactsCount: (company: Company) => count(company.contacts.length),
    locationsCount: (company: Company) => count(company.locations.length),
    mainContact: (company: Company) => contacts(company).find(({ isMain }) => isMain) ?? null,
    contacts: (company: Company, page: Search) => connection(contacts(company), page, sortedBy({}, 'ID')),
    locations: (company: Company, page: Search) => connection(locations(company), page, sortedBy({}, 'ID')),
    contactRoles: ({ roles }: Company, page: Search) => connection(roles, page, sortedBy({}, 'ID')),
    defaultRole: ({ roles }: Company) => roles[1] ?? null,
    lifetimeDuration: () => 'over 1 year',
    events: ({ id }: Company, page: Search, { state }) => eventsOf(state.shop, gid('Company', id), page),
    orders: (company: Company, search: Search, context) =>
      orderPage(ordersOf(context.state.shop, company), search, context),
    ordersCount: (company: Company, _args, { state }) => count(ordersOf(state.shop, company).length),
    totalSpent: (company: Company, _args, { state }) =>
      money(ordersOf(state.shop, company).reduce((sum, { total }) => sum + total, 0)),
  },
  CompanyContact: {
    id: ({ id }: Contact) => gid('CompanyContact', id),
    isMainContact: ({ isMain }: Contact) => isMain,
    lifetimeDuration: () => 'over 1 year',
    roleAssignments: (contact: Contact, page: Search) => connection(assignmentsOf(contact), page, sortedBy({}, 'ID')),
    customer: ({ customerId }: Contact, _args, { state }) => state.shop.customers.find(({ id }) => id === customerId),
    orders: ({ company, customerId }: Contact, search: Search, context) =>
      orderPage(
        ordersOf(context.state.shop, company).filter((order) => order.customerId === customerId),
        search,
        context,
      ),
  },
  CompanyContactRole: { id: ({ id }: CompanyRole) => gid('CompanyContactRole', id) },
  CompanyContactRoleAssignment: {
    id: ({ id }: Assignment) => gid('CompanyContactRoleAssignment', id),
    updatedAt: ({ createdAt }: Assignment) => createdAt,
    companyLocation: ({ company, locationId }: Assignment) => locations(company).find(({ id }) => id === locationId),
    companyContact: ({ contact }: Assignment) => contact,
    role: ({ company, roleId }: Assignment) => company.roles.find(({ id }) => id === roleId),
  },
  CompanyLocation: {
    ...metafieldFields('CompanyLocation'),
    id: ({ id }: Location) => gid('CompanyLocation', id),
    createdAt: ({ company }: Location) => company.createdAt,
    updatedAt: ({ company }: Location) => company.createdAt,
    externalId: () => null,
    locale: () => 'fr',
    roleAssignments: ({ id, company }: Location, page: Search) =>
      connection(
        contacts(company)
          .flatMap(assignmentsOf)
          .filter(({ locationId }) => locationId === id),
        page,
        sortedBy({}, 'ID'),
      ),
    taxRegistrationId: ({ company }: Location) => company.vat,
    taxSettings: ({ company }: Location) => ({ taxRegistrationId: company.vat, taxExempt: false, taxExemptions: [] }),
    billingAddress: placeOf,
    shippingAddress: placeOf,
  },
  CompanyAddress: {
    id: ({ id }: { id: number }) => gid('CompanyAddress', id),
    countryCode: ({ countryCodeV2 }: Address) => countryCodeV2,
    country: ({ countryCodeV2 }: Address) => countryName(countryCodeV2),
    address2: () => null,
    province: () => null,
    zoneCode: () => null,
    formattedArea: ({ city }: Address) => city,
  },
}

type Assignment = RoleAssignment & { contact: Contact; company: Company }

const assignmentsOf = (contact: Contact): Assignment[] =>
  contact.assignments.map((assignment) => ({ ...assignment, contact, company: contact.company }))

/** An address of a company names the person whom parcels are for. */
function placeOf({ id, address, company, recipient, phone }: Location) {
  const [firstName, ...rest] = recipient?.split(' ') ?? []
  return {
    ...address,
    id,
    companyName: company.name,
    recipient,
    firstName: firstName ?? null,
    lastName: rest.join(' ') || null,
    phone,
    createdAt: company.createdAt,
    updatedAt: company.createdAt,
  }
}
