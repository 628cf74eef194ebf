import { comparableMailAddress } from '../platform/mail-address.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'

export type SubjectId = string & { readonly __brand: 'SubjectId' }

/** The random id that a visitor's browser keeps. It is a secret: a person who has it can decide in the visitor's name. */
export type VisitorId = string & { readonly __brand: 'VisitorId' }

/** The UUID version of a visitor's subject. Other subjects are random UUIDs (RFC 9562, 5.7 and 5.8). */
const VISITOR_UUID_VERSION = '8'

/** The UUID version of a mailbox's subject. */
const MAILBOX_UUID_VERSION = '5'

/** A keyed hash as a UUIDv8 (RFC 9562, 5.8): the subject of a visitor. */
export const visitorSubjectFrom = (hash: string): SubjectId => subjectFrom(hash, VISITOR_UUID_VERSION)

/** A keyed hash as a UUID that is made from a name (RFC 9562, 5.5): the subject of whoever reads a mailbox. */
export const mailboxSubjectFrom = (hash: string): SubjectId => subjectFrom(hash, MAILBOX_UUID_VERSION)

/** @param hash hex, at least 32 digits */
function subjectFrom(hash: string, version: string): SubjectId {
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16)
  const groups = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    version + hash.slice(13, 16),
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ]
  return groups.join('-') as SubjectId
}

/** Whether the subject is a visitor's browser and not a customer: nothing proves who decides there. */
export const isVisitor = (id: string): boolean => id[14] === VISITOR_UUID_VERSION

/** Whether the subject is whoever reads a mailbox. It is never a customer: somebody only typed the address. */
export const isMailbox = (id: string): boolean => id[14] === MAILBOX_UUID_VERSION

/** The identifiers of a person, with the names in Shopify's webhooks. */
const IDENTIFIER_KINDS = ['customer_id', 'email', 'phone'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

export interface Identifier {
  kind: IdentifierKind
  value: string
}

const NORMALISE: Record<IdentifierKind, (value: string) => string> = {
  customer_id: (value) => value.trim(),
  email: comparableMailAddress,
  // Shopify sends phone numbers as E.164 or as they were typed, so only the digits are compared.
  phone: (value) => value.replace(/\D/g, ''),
}

/** The normal form of an identifier for lookups; empty when it has no content. */
export function normaliseIdentifier({ kind, value }: Identifier): string {
  return NORMALISE[kind](value)
}

/** A person as Shopify's webhooks and signed proxy calls name them; every field may be missing. */
export interface NamedPerson {
  id?: string | number | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
}

/** The non-empty identifiers, strongest first. */
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

/** The context of an identifier's keyed hash. */
export const lookupContext = (shop: ShopDomain, kind: IdentifierKind) => `${shop}/${kind}`

/** The context that is authenticated with a subject's sealed values. */
export const subjectContext = (shop: ShopDomain, id: SubjectId) => `subject/${shop}/${id}`

/** The subjects' keys: a rotation of the installation's key wraps them again. */
export const SUBJECT_KEYS: SealedColumn = {
  table: 'subjects',
  column: 'wrapped_key',
  id: 'id',
  idType: 'uuid',
  holds: 'key',
  contextOf: (shop, id) => subjectContext(shop, id as SubjectId),
  rowsAStep: 500,
}

/** An erasure, stored for each identifier of the person. */
export interface Erasure {
  /** When Kept received the call. */
  erasedAt: Date
  /** When Shopify triggered the call. */
  triggeredAt: Date | null
  /** Whether a customer id was among what was erased. */
  withCustomer: boolean
}

/** When something was stated about a person. */
export interface StatedTimes {
  /** The time in the signed body, in whole seconds as Shopify writes them; null without one. */
  at: Date | null
  /** The time in the call's header, which is not signed. */
  triggeredAt: Date | null
}

const second = (time: Date) => Math.floor(+time / 1000)

/**
 * Whether the statement is older than the erasure. The signed time counts first; the call's time decides within one
 * second, and when there is no signed time. Without any time it counts as older.
 */
export function isFromBefore({ erasedAt }: Erasure, { at, triggeredAt }: StatedTimes): boolean {
  if (at && second(at) !== second(erasedAt)) return at < erasedAt
  return triggeredAt === null || triggeredAt <= erasedAt
}
