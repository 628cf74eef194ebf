import {
  type Address,
  type Company,
  type CompanyContact,
  type CompanyLocation,
  gid,
  idOf,
  type Shop,
} from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, money, type Resolvers, type WithId } from '../context.ts'
import { searchCompanies } from '../search.ts'
import { ORDER_SORTS } from './orders.ts'
import { countryName } from './shop.ts'

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
    orders: (company: Company, { sortKey, ...page }: Search, { state }) =>
      connection(ordersOf(state.shop, company), page, sortedBy(ORDER_SORTS, sortKey)),
    ordersCount: (company: Company, _args, { state }) => count(ordersOf(state.shop, company).length),
    totalSpent: (company: Company, _args, { state }) =>
      money(ordersOf(state.shop, company).reduce((sum, { total }) => sum + total, 0)),
  },
  CompanyContact: {
    id: ({ id }: Contact) => gid('CompanyContact', id),
    createdAt: ({ company }: Contact) => company.createdAt,
    updatedAt: ({ company }: Contact) => company.createdAt,
    isMainContact: ({ isMain }: Contact) => isMain,
    locale: () => 'fr',
    customer: ({ customerId }: Contact, _args, { state }) => state.shop.customers.find(({ id }) => id === customerId),
    orders: ({ company, customerId }: Contact, { sortKey, ...page }: Search, { state }) =>
      connection(
        ordersOf(state.shop, company).filter((order) => order.customerId === customerId),
        page,
        sortedBy(ORDER_SORTS, sortKey),
      ),
  },
  CompanyLocation: {
    id: ({ id }: Location) => gid('CompanyLocation', id),
    createdAt: ({ company }: Location) => company.createdAt,
    updatedAt: ({ company }: Location) => company.createdAt,
    externalId: () => null,
    locale: () => 'fr',
    note: () => null,
    phone: ({ address }: Location) => address.phone,
    taxRegistrationId: ({ company }: Location) => company.vat,
    billingAddress: ({ id, address, company }: Location) => ({ ...address, id, companyName: company.name }),
    shippingAddress: ({ id, address, company }: Location) => ({ ...address, id, companyName: company.name }),
  },
  CompanyAddress: {
    id: ({ id }: { id: number }) => gid('CompanyAddress', id),
    countryCode: ({ countryCodeV2 }: Address) => countryCodeV2,
    country: ({ countryCodeV2 }: Address) => countryName(countryCodeV2),
    recipient: () => null,
    address2: () => null,
    province: () => null,
  },
}
