import { reasonNotToWrite, suppressContacts, writeSignals } from '../../consent/index.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { optOutOfSale, readSaleOptOut } from '../../shopify/customer-signals.ts'
import { readMarketingConsent, unsubscribe } from '../../shopify/marketing-consent.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { endWhatsApp, readWhatsAppConsent } from '../../shopify/whatsapp-consent.ts'
import { findSamePerson, identifiersOf, identify, type SubjectId } from '../../subjects/index.ts'
import type { CustomerBehind } from '../erasure/person.ts'
import { withdrawFor } from './begin.ts'
import type { EffectOutcome } from './effects/store.ts'
import type { ObjectionEffect } from './effects/words.ts'
import type { Objection } from './said.ts'
import { tellOfObjection } from './tell.ts'

export interface Carrying {
  shop: ShopDomain
  objection: Objection
  client: ShopClient
  /** At Shopify; null where it has none. */
  customer: CustomerBehind | null
  /** Of the customer, else of who asks. */
  subject: SubjectId
  /** When the objection took effect. */
  since: Date
}

const done = (count: number): EffectOutcome => ({ state: 'done', count, code: null })
const NOTHING: EffectOutcome = { state: 'nothing_there', count: 0, code: null }

/** Each reads before it writes, so that it can be run again. @throws ShopifyUnavailable, ShopifyRefusal */
export const EFFECTS: Record<ObjectionEffect, (carrying: Carrying) => Promise<EffectOutcome>> = {
  choices: async ({ objection }) => (objection.purposes.length > 0 ? done(objection.purposes.length) : NOTHING),
  suppression: async ({ shop, objection, customer, since }) => {
    const { person, channels } = objection
    const reached = [...person, ...identifiersOf({ email: customer?.email, phone: customer?.phone })]
    const count = await forShop(shop, (tx) => suppressContacts(tx, reached, { channels, since }))
    return count > 0 ? done(count) : NOTHING
  },
  email: async ({ client, customer, since }) => {
    if (!customer) return NOTHING
    const held = await readMarketingConsent(client.admin, customer.id, 'email', client.retryPolicy)
    if (reasonNotToWrite(held, since) !== null) return NOTHING
    await unsubscribe(client.admin, customer.id, { channel: 'email', at: since }, client.retryPolicy)
    return done(1)
  },
  sms: async ({ client, customer, since }) => {
    if (!customer) return NOTHING
    let count = 0
    const held = await readMarketingConsent(client.admin, customer.id, 'sms', client.retryPolicy)
    if (reasonNotToWrite(held, since) === null) {
      await unsubscribe(client.admin, customer.id, { channel: 'sms', at: since }, client.retryPolicy)
      count += 1
    }
    if (reasonNotToWrite(await readWhatsAppConsent(client, customer.id), since) === null) {
      await endWhatsApp(client, customer.id, since)
      count += 1
    }
    return count > 0 ? done(count) : NOTHING
  },
  sale: async ({ client, customer, objection }) => {
    const held = customer && (await readSaleOptOut(client, customer.id))
    if (held?.isOptedOut) return done(1)
    const email = held?.email ?? objection.person.find(({ kind }) => kind === 'email')?.value ?? null
    // Shopify knows people by their address only.
    if (email === null) return { state: 'by_hand', count: 0, code: 'NO_ADDRESS' }
    await optOutOfSale(client, email)
    const after = customer && (await readSaleOptOut(client, customer.id))
    return after === null || after.isOptedOut ? done(1) : { state: 'by_hand', count: 0, code: 'NOT_SEEN' }
  },
  storefront: (carrying) => signals(carrying),
  profiling: (carrying) => signals(carrying, { objects: true }),
  recipients: ({ shop, objection, customer }) => forShop(shop, (tx) => tellOfObjection(tx, objection, customer)),
}

async function signals({ shop, subject, client }: Carrying, marks: { objects?: boolean } = {}): Promise<EffectOutcome> {
  const { state, code } = await writeSignals(shop, subject, client, marks)
  if (state === null || state === 'gone') return NOTHING
  return state === 'written' ? done(1) : { state, count: 0, code }
}

/** The same call would be refused again. Shopify's message may name the person: only its code is kept. */
export function outcomeOfRefusal(error: unknown): EffectOutcome {
  if (!(error instanceof ShopifyRefusal)) throw error
  return { state: error.code === 'ACCESS_DENIED' ? 'denied' : 'refused', count: 0, code: error.code }
}

/**
 * The customer whom Shopify names is refused for too, where Kept did not know that it is them: who asked by an address alone is no
 * customer to Kept (note 048), and an objection needs no proof of it.
 */
export async function withdrawForCustomer(
  tx: ShopTransaction,
  objection: Objection,
  customer: CustomerBehind | null,
): Promise<SubjectId> {
  if (!customer) return objection.subjectId
  const subject = await identify(tx, identifiersOf({ id: customer.id }))
  const same = await findSamePerson(tx, objection.subjectId)
  if (!same.includes(subject)) await withdrawFor(tx, objection, [subject])
  return subject
}
