import type { ShopDomain } from '../platform/shop-domain.ts'

export type SubjectId = string & { readonly __brand: 'SubjectId' }

/** What can tell who a person is, in the words of Shopify's webhooks. */
export const IDENTIFIER_KINDS = ['customer_id', 'email', 'phone'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

export interface Identifier {
  kind: IdentifierKind
  value: string
}

const NORMALISE: Record<IdentifierKind, (value: string) => string> = {
  customer_id: (value) => value.trim(),
  email: (value) => value.trim().normalize('NFC').toLowerCase(),
  // Shopify sends phone numbers as E.164 or as they were typed: only the digits are compared.
  phone: (value) => value.replace(/\D/g, ''),
}

/** The one form of an identifier that lookups compare. Empty when there is nothing in it. */
export function normalise({ kind, value }: Identifier): string {
  return NORMALISE[kind](value)
}

/** A person as Shopify's compliance webhooks and signed proxy calls name them; every part may be missing. */
export interface NamedPerson {
  id?: string | number | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
}

/** The identifiers that say something, strongest first. */
export function identifiersOf(person: NamedPerson): Identifier[] {
  const given: [IdentifierKind, string | number | null | undefined][] = [
    ['customer_id', person.id],
    ['email', person.email],
    ['phone', person.phone],
  ]
  return given
    .map(([kind, value]) => ({ kind, value: value === null || value === undefined ? '' : String(value) }))
    .filter((identifier) => normalise(identifier) !== '')
}

/** Where a subject's values belong: authenticated with the ciphertext. */
export const subjectContext = (shop: ShopDomain, id: SubjectId) => `subject/${shop}/${id}`

/** An erasure, as it is remembered of each of a person's identifiers. */
export interface Erasure {
  /** When Kept was told to. */
  erasedAt: Date
  /** When Shopify triggered the call that asked for it. */
  triggeredAt: Date | null
  /** Whether a customer id was among what was erased. */
  withCustomer: boolean
}

/** When something about a person was said. */
export interface SaidAt {
  /** By the signed words themselves, in whole seconds as Shopify writes them; null where they hold no time. */
  at: Date | null
  /** When Shopify triggered the call: not signed. */
  triggeredAt: Date | null
}

const second = (time: Date) => Math.floor(+time / 1000)

/**
 * Whether it was said before the erasure. The signed time is believed first; the time of the call decides within one
 * second, and where nothing is signed. What holds no time at all proves nothing, and counts as older.
 */
export function isFromBefore({ erasedAt }: Erasure, { at, triggeredAt }: SaidAt): boolean {
  if (at && second(at) !== second(erasedAt)) return at < erasedAt
  return triggeredAt === null || triggeredAt <= erasedAt
}
