import type { SealedColumn } from '../platform/rewrap.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'

export type SubjectId = string & { readonly __brand: 'SubjectId' }

/** The random id that a visitor's browser keeps. It is a secret: whoever has it can decide in the visitor's name. */
export type VisitorId = string & { readonly __brand: 'VisitorId' }

/** The version of a visitor's subject: UUIDs of any other subject are random (RFC 9562, 5.7 and 5.8). */
const VISITOR_UUID_VERSION = '8'

/**
 * A keyed hash as a UUIDv8 (RFC 9562, 5.8): what a visitor's subject is called.
 *
 * @param hash hex, at least 32 digits
 */
export function visitorSubjectFrom(hash: string): SubjectId {
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16)
  const groups = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    VISITOR_UUID_VERSION + hash.slice(13, 16),
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ]
  return groups.join('-') as SubjectId
}

/** Whether the subject is a visitor's browser, not a customer: nothing proves who decides there. */
export const isVisitor = (id: string): boolean => id[14] === VISITOR_UUID_VERSION

/** What can tell who a person is, in the words of Shopify's webhooks. */
const IDENTIFIER_KINDS = ['customer_id', 'email', 'phone'] as const
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
export function normaliseIdentifier({ kind, value }: Identifier): string {
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
    .filter((identifier) => normaliseIdentifier(identifier) !== '')
}

/** What an identifier is looked up in. */
export const lookupContext = (shop: ShopDomain, kind: IdentifierKind) => `${shop}/${kind}`

/** Where a subject's values belong: authenticated with the ciphertext. */
export const subjectContext = (shop: ShopDomain, id: SubjectId) => `subject/${shop}/${id}`

/** The keys of the subjects: a change of the installation's key wraps them anew. */
export const SUBJECT_KEYS: SealedColumn = {
  table: 'subjects',
  column: 'wrapped_key',
  id: 'id',
  idType: 'uuid',
  holds: 'key',
  contextOf: (shop, id) => subjectContext(shop, id as SubjectId),
  rowsAStep: 500,
}

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
export interface StatedTimes {
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
export function isFromBefore({ erasedAt }: Erasure, { at, triggeredAt }: StatedTimes): boolean {
  if (at && second(at) !== second(erasedAt)) return at < erasedAt
  return triggeredAt === null || triggeredAt <= erasedAt
}
