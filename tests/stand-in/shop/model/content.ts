export interface Product {
  handle: string
  title: string
  description: string
  price: number
  colour: string
  /** How the theme draws it. */
  shape: 'tin' | 'bowl'
  /** Handle of its collection. */
  collection: string
}

/** By language of the theme. */
export type ThemeText = Readonly<Record<'fr' | 'en' | 'de', string>>

export interface Collection {
  handle: string
  title: ThemeText
}

export type PolicyType =
  | 'CONTACT_INFORMATION'
  | 'LEGAL_NOTICE'
  | 'PRIVACY_POLICY'
  | 'REFUND_POLICY'
  | 'SHIPPING_POLICY'
  | 'SUBSCRIPTION_POLICY'
  | 'TERMS_OF_SALE'
  | 'TERMS_OF_SERVICE'

export interface Policy {
  id: number
  type: PolicyType
  title: string
  /** HTML in the shop's primary language. */
  body: string
  createdAt: string
  updatedAt: string
}

export interface Page {
  id: number
  handle: string
  title: string
  body: string
  isPublished: boolean
  createdAt: string
  updatedAt: string
  publishedAt: string | null
}

/** A translation of one field of a policy or a page. */
export interface Translation {
  resourceId: string
  key: string
  locale: string
  value: string
  /** Of the text it was made from; another one now means it is outdated. */
  digest: string
  updatedAt: string
}

export interface BlogComment {
  id: number
  author: { name: string; email: string }
  body: string
  ip: string | null
  status: 'PUBLISHED' | 'UNAPPROVED'
  createdAt: string
}
