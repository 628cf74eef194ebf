import type { Address } from './addresses.ts'

export interface CompanyRole {
  id: number
  name: string
  note: string | null
}

/** What a contact may do at one place of the company. */
export interface RoleAssignment {
  id: number
  roleId: number
  locationId: number
  createdAt: string
}

export interface CompanyContact {
  id: number
  customerId: number
  title: string | null
  locale: string
  isMain: boolean
  assignments: RoleAssignment[]
  createdAt: string
  updatedAt: string
}

export interface CompanyLocation {
  id: number
  name: string
  address: Address
  /** Whom parcels are for. */
  recipient: string | null
  phone: string | null
  note: string | null
}

export interface Company {
  id: number
  name: string
  vat: string
  note: string
  createdAt: string
  roles: CompanyRole[]
  contacts: CompanyContact[]
  locations: CompanyLocation[]
}
