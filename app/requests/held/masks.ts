/**
 * What a person does not get of the rows about them, each with its ground. Staff see what is masked; what is about others
 * they may put back. Pure.
 */
import { hasCardNumber } from './card-number.ts'
import type { HeldRow, HeldTable, MaskGround } from './model.ts'
import { ADDRESS_PARTS } from './tables/of.ts'

/** Whom the rows are about. */
export interface Person {
  /** Their names, as they stand in their own record: first and last name apart where they are known. */
  names: readonly string[]
}

interface MaskRule {
  ground: MaskGround
  /** `true`: staff cannot put it back. */
  isFinal?: true
  tables: readonly HeldTable[] | 'all'
  /** The columns of this row that are not given. */
  columns(row: HeldRow, person: Person): readonly string[]
}

const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Before or behind a name. */
const TITLES = new Set(words('m mr mrs ms miss mme mlle madame monsieur dr prof herr frau hr fr sig sigra sr sra'))

/**
 * Whether a name may be this person's: nothing stands in it that is not in theirs, except initials and titles. One that
 * nobody can compare counts as somebody else's: staff look at what is masked, and not at what is given.
 */
export function isNameOf(person: Person, name: string): boolean {
  const own = new Set(person.names.flatMap(words))
  const initials = new Set([...own].map((word) => word.slice(0, 1)))
  const said = words(name).filter((word) => !TITLES.has(word))
  return (
    said.every((word) => own.has(word) || (word.length === 1 && initials.has(word))) &&
    said.some((word) => word.length > 1 && own.has(word))
  )
}

const text = (row: HeldRow, column: string): string => {
  const value = row.values[column]
  return typeof value === 'string' ? value : ''
}

const namesAnother = (row: HeldRow, column: string, person: Person) =>
  text(row, column) !== '' && !isNameOf(person, text(row, column))

/** What leads to somebody; the country and the region of a parcel do not. */
const PARTS_OF_OTHERS = ADDRESS_PARTS.filter((part) => part !== 'country' && part !== 'province')

const ADDRESSES: Partial<Record<HeldTable, readonly string[]>> = {
  addresses: ['address'],
  payment_methods: ['billingAddress'],
  subscriptions: ['deliveryAddress'],
  orders: ['billingAddress', 'shippingAddress'],
  draft_orders: ['billingAddress', 'shippingAddress'],
  abandoned_checkouts: ['billingAddress', 'shippingAddress'],
}

/** Somebody else's name on an address makes all of it theirs: a gift, a parcel for a neighbour. */
const addressOfOthers = (row: HeldRow, person: Person): string[] =>
  (ADDRESSES[row.table] ?? []).flatMap((address) =>
    namesAnother(row, `${address}.name`, person) ? PARTS_OF_OTHERS.map((part) => `${address}.${part}`) : [],
  )

/** A company's address stays the company's; whom it names may be somebody else, who then answers the place's phone. */
function contactOfOthers(row: HeldRow, person: Person): string[] {
  const named = ['billingAddress', 'shippingAddress'].filter((address) => namesAnother(row, `${address}.name`, person))
  return named.length === 0 ? [] : ['phone', ...named.flatMap((address) => [`${address}.name`, `${address}.phone`])]
}

const SECRET_NAME = /token|secret|passw|mot_?de_?passe|kennwort|api_?key|private_?key|\botp\b|\bpin(_?code)?\b/i

/** A parameter of an address that lets whoever has it in. */
const SECRET_PARAMETER = /[?&#](access_token|auth|otp|pass|password|secret|sig|signature|token)=[^&\s]/i

/** Where people write what they like: elsewhere, a long number is a phone's, a parcel's or Shopify's. */
const FREE_TEXT = new Set([
  ...['note', 'comment', 'message', 'text', 'customAttributes', 'recipientAttributes', 'recipientMessage', 'value'],
  ...['address.company', 'address.address2', 'poNumber'],
])

/** What a metafield is called says what its value is. */
const labelOf = (row: HeldRow, column: string) =>
  column === 'value' ? `${text(row, 'namespace')} ${text(row, 'key')}` : column

const isFreeText = (column: string) => FREE_TEXT.has(column) || column.startsWith('metafields.')

const stringsOf = ({ values }: HeldRow): [string, string][] =>
  Object.entries(values).flatMap(([column, value]): [string, string][] =>
    typeof value === 'string' ? [[column, value]] : [],
  )

const ofAddresses = Object.keys(ADDRESSES) as HeldTable[]

/** The first rule that finds a column says why it is not given. */
export const MASK_RULES: Record<string, MaskRule> = {
  /** PCI DSS 3.4: no more than the last digits of a card's number are shown, wherever somebody wrote it. */
  card_number: {
    ground: 'card_data',
    isFinal: true,
    tables: 'all',
    columns: (row) =>
      stringsOf(row).flatMap(([column, value]) =>
        isFreeText(column) && hasCardNumber(value, labelOf(row, column)) ? [column] : [],
      ),
  },
  /** Shopify's own mask, if it should ever show more. */
  card_digits: {
    ground: 'card_data',
    isFinal: true,
    tables: ['order_transactions'],
    columns: (row) => (text(row, 'card').replace(/\D/g, '').length > 4 ? ['card'] : []),
  },
  /** Recital 63: trade secrets and what protects an account. */
  secret_metafield: {
    ground: 'secret',
    isFinal: true,
    tables: ['customer_metafields', 'order_metafields'],
    columns: (row) => (SECRET_NAME.test(`${text(row, 'namespace')}.${text(row, 'key')}`) ? ['value'] : []),
  },
  secret_company_metafield: {
    ground: 'secret',
    isFinal: true,
    tables: ['companies', 'company_locations'],
    columns: (row) =>
      Object.keys(row.values).filter((column) => column.startsWith('metafields.') && SECRET_NAME.test(column)),
  },
  secret_in_address: {
    ground: 'secret',
    isFinal: true,
    tables: 'all',
    columns: (row) => stringsOf(row).flatMap(([column, value]) => (SECRET_PARAMETER.test(value) ? [column] : [])),
  },
  /** Art. 15(4): whoever gets a parcel or pays has rights, too. */
  address_of_others: { ground: 'rights_of_others', tables: ofAddresses, columns: addressOfOthers },
  contact_of_others: { ground: 'rights_of_others', tables: ['company_locations'], columns: contactOfOthers },
  /** Who gets a gift, and what was written to them. */
  gift_recipient: {
    ground: 'rights_of_others',
    tables: [
      'orders',
      'order_lines',
      'draft_orders',
      'draft_order_lines',
      'abandoned_checkouts',
      'abandoned_checkout_lines',
      'subscriptions',
    ],
    columns: () => ['recipientAttributes'],
  },
  gift_card_recipient: {
    ground: 'rights_of_others',
    tables: ['gift_cards'],
    columns: (row) => (row.values.isRecipient === true ? [] : ['recipientName', 'recipientMessage', 'sendAt']),
  },
  card_holder: {
    ground: 'rights_of_others',
    tables: ['payment_methods', 'order_transactions'],
    columns: (row, person) => (namesAnother(row, 'holder', person) ? ['holder', 'account'] : []),
  },
  /** Members of staff are not what the answer is about (EDPB 01/2022 § 105): what they did stays, who did it does not. */
  staff_name: {
    ground: 'rights_of_others',
    tables: ['customer_events'],
    columns: (row) => {
      const author = text(row, 'author')
      if (author === '') return []
      return ['author', ...['message', 'comment'].filter((column) => text(row, column).includes(author))]
    },
  },
  /** Who looked is told only where the person needs it to use their rights (CJEU C-579/21, 83): staff can put it back. */
  staff_who_looked: { ground: 'rights_of_others', tables: ['staff_access'], columns: () => ['staff'] },
  /** What staff noted about a company is about its people: only what names the person is about them. */
  company_note: {
    ground: 'rights_of_others',
    tables: ['companies', 'company_locations'],
    columns: (row, person) => {
      const said = new Set(words(text(row, 'note')))
      return person.names.flatMap(words).some((word) => word.length > 2 && said.has(word)) ? [] : ['note']
    },
  },
}

export interface Mask {
  ground: MaskGround
  isFinal: boolean
}

/** What is masked of a row, by column; only columns that hold something. */
export function masksOf(row: HeldRow, person: Person): Map<string, Mask> {
  const masks = new Map<string, Mask>()
  for (const { ground, isFinal, tables, columns } of Object.values(MASK_RULES)) {
    if (tables !== 'all' && !tables.includes(row.table)) continue
    for (const column of columns(row, person)) {
      const value = row.values[column] ?? null
      if (value !== null && !masks.has(column)) masks.set(column, { ground, isFinal: isFinal === true })
    }
  }
  return masks
}
