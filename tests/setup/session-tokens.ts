/** Shopify's session tokens of extensions, as they should be and as nobody should take them. */
import { anAccountToken as aToken, customerGid, secondsAgo } from './account-token.ts'

export { aToken, secondsAgo }

const withoutSignature = (token: string) => `${token.split('.').slice(0, 2).join('.')}.`

/** Of a customer who is signed in to their account. */
export const ofCustomer = (shop: string, id: number) => ({ dest: shop, sub: customerGid(id) })
/** Of a member of staff in the admin. */
export const ofStaff = (shop: string, id = '42') => ({
  iss: `https://${shop}/admin`,
  dest: `https://${shop}`,
  sub: id,
  sid: 'a',
})

/** What is wrong with a token, by name, whoever's it would be: each must be refused with 401. */
export const hostile = (good: { dest: string; sub: string }): [string, string | null][] => [
  ['without a token', null],
  ['with what is no token', 'a.b.c'],
  ['with a token that somebody else signed', aToken(good, { secret: 'another-secret' })],
  ['with one signed with an empty secret', aToken(good, { secret: '' })],
  ['with one that says alg: none, though it is signed', aToken(good, { alg: 'none' })],
  ['with one that says alg: none and has no signature', withoutSignature(aToken(good, { alg: 'none' }))],
  ['with one whose signature was cut off', withoutSignature(aToken(good))],
  ['with one of another algorithm', aToken(good, { alg: 'HS512' })],
  ['with one that says a public key signed it', aToken(good, { alg: 'RS256' })],
  ['with one whose claims were exchanged', exchanged(aToken(good), aToken({ ...good, sub: `${good.sub}1` }))],
  ['with one of another app', aToken({ ...good, aud: 'another-app' })],
  ['with one for no app', aToken({ ...good, aud: undefined })],
  ['with one that is over', aToken({ ...good, exp: secondsAgo(20) })],
  ['with one that never ends', aToken({ ...good, exp: undefined })],
  ['with one that is not yet valid', aToken({ ...good, nbf: secondsAgo(-60) })],
  ['with one for no shop', aToken({ ...good, dest: 'example.com' })],
  ['with one for a shop whose name only begins like one', aToken({ ...good, dest: `${good.dest}.example.com` })],
  ['with one without a shop', aToken({ ...good, dest: undefined })],
  ['with one without a subject', aToken({ ...good, sub: undefined })],
  ['with one with an empty subject', aToken({ ...good, sub: '' })],
  ['with one of a company', aToken({ ...good, sub: 'gid://shopify/Company/7' })],
  ['with one of a subject with more behind it', aToken({ ...good, sub: `${good.sub}\n1` })],
]

/** The signature of the one under the claims of the other. */
const exchanged = (one: string, other: string) => [...other.split('.').slice(0, 2), one.split('.')[2]].join('.')
