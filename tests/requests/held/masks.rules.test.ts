import { describe, expect, test } from 'vitest'
import { hasCardNumber } from '../../../app/requests/held/card-number.ts'
import { isNameOf, MASK_RULES, masksOf } from '../../../app/requests/held/masks.ts'
import { type HeldRow, type HeldTable, MASK_GROUNDS, type MaskGround } from '../../../app/requests/held/model.ts'
import { attributesOf } from '../../../app/requests/held/sources/row.ts'

const ANNE = { names: ['Anne-Sophie', 'Durand'] }

describe('whose name it is', () => {
  test.each([
    ['as in her own record', 'Anne-Sophie Durand', true],
    ['in capitals, without accents', 'DURAND ANNE SOPHIE', true],
    ['with a title', 'Mme Anne Durand', true],
    ['with an initial', 'A. Durand', true],
    ['only the last name', 'Durand', true],
    ['somebody of her family', 'Paul Durand', false],
    ['somebody else', 'Odile Moreau', false],
    ['in care of somebody', 'Anne Durand c/o Odile Moreau', false],
    ['an initial that is anybody’s', 'A.', false],
  ])('%s: %s', (_what, name, isHers) => {
    expect(isNameOf(ANNE, name)).toBe(isHers)
  })

  test('nobody’s, where the person has no name: staff look', () => {
    expect(isNameOf({ names: [] }, 'Anne Durand')).toBe(false)
  })
})

describe('nobody’s card leaves with what somebody wrote, and no company’s number is taken for one', () => {
  test.each<[text: string, isCard: boolean, label?: string]>([
    ['4242 4242 4242 4242', true],
    ['378282246310005', true],
    ['3056 930902 5904', true],
    ['4242 4242 4242 4241', false],
    ['0000000000000000', false],
    ['1234', false],
    ['paid with 4242424242424242 12/27 123', true],
    ['4242 4242 4242 4242 123', true],
    ['order 1001 4242 4242 4242 4242', true],
    ['SIRET 552 100 554 00013', false],
    ['Notre SIRET : 55210055400013, merci', false],
    ['n° siret=30326504500003', false],
    ['SIRET 552 100 554 00013 75001 Paris', false],
    ['SIREN 552 100 554 0612345678', false],
    ['TVA FR 40 303 265 045 38', false],
    ['VAT: FR40303265045', false],
    // Without its name, nobody can tell it from a card.
    ['55210055400013', true],
    ['my cat is called Siretta 55210055400013', true],
    ['55210055400013', false, 'custom siret_number'],
    ['55210055400013', false, 'metafields.legal.siret'],
    // A card that somebody calls a company's number.
    ['SIRET 30569309025904', true],
    ['SIRET 4242424242424242', true],
    ['TVA 4242 4242 4242 4242', true],
    ['SIREN 552 100 554, carte 4242 4242 4242 4242', true],
    ['SIREN 552100554 4242424242424242', true],
    ['4242424242424242', true, 'vat'],
  ])('%s: %s %s', (text, isCard, label) => {
    expect(hasCardNumber(text, label)).toBe(isCard)
  })

  test('the longest text takes no second', () => {
    for (const text of ['1 '.repeat(50_000), '4242 '.repeat(20_000), 'siret '.repeat(20_000), '4'.repeat(100_000)]) {
      const begun = performance.now()
      hasCardNumber(text)
      expect(performance.now() - begun).toBeLessThan(1_000)
    }
  })
})

const address = (column: string, name: string) => ({
  [`${column}.name`]: name,
  [`${column}.address1`]: '1 rue X',
  [`${column}.phone`]: '+33123456789',
  [`${column}.country`]: 'France',
})

const cases: [string, HeldTable, HeldRow['values'], Record<string, MaskGround>][] = [
  ['her own parcel', 'orders', address('shippingAddress', 'Anne Durand'), {}],
  [
    'a parcel for somebody else',
    'orders',
    address('shippingAddress', 'Odile Moreau'),
    {
      'shippingAddress.name': 'rights_of_others',
      'shippingAddress.address1': 'rights_of_others',
      'shippingAddress.phone': 'rights_of_others',
    },
  ],
  [
    'an address of her mother in her address book',
    'addresses',
    address('address', 'Odile Moreau'),
    { 'address.name': 'rights_of_others', 'address.address1': 'rights_of_others', 'address.phone': 'rights_of_others' },
  ],
  [
    'a place of her company where a colleague takes the parcels',
    'company_locations',
    { ...address('shippingAddress', 'Marc Delmas'), phone: '+33123456789' },
    {
      phone: 'rights_of_others',
      'shippingAddress.name': 'rights_of_others',
      'shippingAddress.phone': 'rights_of_others',
    },
  ],
  [
    'what staff noted about her company',
    'companies',
    { name: 'Thé', note: 'Marc pays late' },
    { note: 'rights_of_others' },
  ],
  ['a note about her company that is about her', 'companies', { note: 'Ask for Mme Durand' }, {}],
  [
    'whom a gift is for',
    'order_lines',
    { title: 'Tea', recipientAttributes: 'Recipient name: Odile' },
    { recipientAttributes: 'rights_of_others' },
  ],
  [
    'a gift card for somebody else',
    'gift_cards',
    { lastCharacters: 'AB12', recipientName: 'Jeanne', recipientMessage: 'Hello', isRecipient: false },
    { recipientName: 'rights_of_others', recipientMessage: 'rights_of_others' },
  ],
  [
    'a gift card that she got',
    'gift_cards',
    { recipientName: 'Anne', recipientMessage: 'Hello', isRecipient: true },
    {},
  ],
  [
    'who of the staff did it',
    'customer_events',
    { action: 'tagged', message: 'Noé Petit added a tag', author: 'Noé Petit' },
    { author: 'rights_of_others', message: 'rights_of_others' },
  ],
  ['a card’s last digits', 'order_transactions', { card: '•••• •••• •••• 4242', holder: 'A DURAND' }, {}],
  ['more of a card', 'order_transactions', { card: '424242 •••••• 4242' }, { card: 'card_data' }],
  [
    'somebody else’s card',
    'payment_methods',
    { lastDigits: '4242', holder: 'Paul Petit' },
    { holder: 'rights_of_others' },
  ],
  [
    'a card’s number that somebody wrote into a note',
    'customer',
    { note: 'pays with 4242 4242 4242 4242' },
    { note: 'card_data' },
  ],
  [
    'her company’s number in a metafield',
    'customer_metafields',
    { namespace: 'custom', key: 'siret', value: '55210055400013' },
    {},
  ],
  ['a phone’s number that passes for a card’s', 'customer', { phone: '+4242424242424242' }, {}],
  ['a parcel’s number', 'order_fulfillments', { trackingUrls: 'https://parcel.example/?code=6A1234567890' }, {}],
  ['the number of an order', 'orders', { name: '#1001', poNumber: '2026-11-27-0001' }, {}],
  [
    'a secret of an app',
    'customer_metafields',
    { namespace: 'app', key: 'login_token', value: 'x' },
    { value: 'secret' },
  ],
  ['a fact', 'customer_metafields', { namespace: 'facts', key: 'birth_date', value: '1987-03-14' }, {}],
  [
    'an address that lets in whoever has it',
    'order_visits',
    { landingPage: 'https://shop.example/?token=abc', referrer: 'https://mail.example/' },
    { landingPage: 'secret' },
  ],
]

test.each(cases)('%s', (_what, table, values, masked) => {
  const masks = masksOf({ table, id: 'a', parent: null, values }, ANNE)
  expect(Object.fromEntries([...masks].map(([column, { ground }]) => [column, ground]))).toEqual(masked)
})

test('what somebody wrote about a recipient stands apart from the rest', () => {
  expect(
    attributesOf([
      { key: 'Engraving', value: 'A.' },
      { key: 'Recipient email', value: 'odile@example.com' },
      { key: 'Nom du destinataire', value: 'Odile' },
      { key: 'empty', value: '' },
    ]),
  ).toEqual({
    customAttributes: 'Engraving: A.',
    recipientAttributes: 'Recipient email: odile@example.com\nNom du destinataire: Odile',
  })
})

test('each ground is one that a rule gives, or staff', () => {
  const given = new Set([...Object.values(MASK_RULES).map(({ ground }) => ground), 'removed_by_staff'])
  expect([...given].toSorted()).toEqual([...MASK_GROUNDS].toSorted())
})
