import { z } from 'zod'
import { isSuppressed, noticeSuppressed } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { MARKETING_CHANNELS } from '../register/index.ts'
import { isRememberedErased, noticeReturn } from '../requests/index.ts'
import { identifiersOf, isErasedSince, lockPerson } from '../subjects/index.ts'
import { consentTimes, marketingConsent } from './marketing.ts'
import type { Outcome } from './model.ts'
import type { MessageToWork } from './store.ts'
import { defineTopic, id, type TopicDefinition } from './topics/topic.ts'

/** Of a customer no more is read than by what an erased person is known again. */
const payload = z.object({
  id,
  email: z.string().max(512).nullish().catch(null),
  phone: z.string().max(64).nullish().catch(null),
  updated_at: z.coerce.date().nullish().catch(null),
  /** A new customer may come in subscribed under an address whose owner objected. */
  email_marketing_consent: marketingConsent.nullish().catch(null),
  sms_marketing_consent: marketingConsent.nullish().catch(null),
})

type Body = z.infer<typeof payload>

const seenIn = ({ id: customerId, email, phone }: Body) => ({
  id: customerId,
  email: email ?? null,
  phone: phone ?? null,
})

const concerns = async (tx: ShopTransaction, body: Body) =>
  (await isRememberedErased(tx, seenIn(body))) || (await isSuppressed(tx, identifiersOf(seenIn(body))))

const act =
  (way: 'customer_created' | 'customer_updated') =>
  async (tx: ShopTransaction, body: Body, message: MessageToWork): Promise<Outcome> => {
    const { triggeredAt } = message
    const returned = await noticeReturn(tx, seenIn(body), way, { at: body.updated_at ?? null, triggeredAt })
    const isSubscribed = await endSuppressed(tx, body, message)
    return isSubscribed ? { marketing: 'suppressed', granted: true, ...(returned && { returned }) } : { returned }
  }

/** Whether the customer is subscribed under an address or number whose owner objected: a job ends it. */
async function endSuppressed(tx: ShopTransaction, body: Body, message: MessageToWork): Promise<boolean> {
  const person = identifiersOf(seenIn(body))
  await lockPerson(tx, person)
  const { triggeredAt } = message
  if (await isErasedSince(tx, person, { at: body.updated_at ?? null, triggeredAt })) return false
  let isOne = false
  for (const channel of MARKETING_CHANNELS) {
    const consent = channel === 'email' ? body.email_marketing_consent : body.sms_marketing_consent
    if (!consent) continue
    const { saidAt } = consentTimes(consent, message)
    if (await noticeSuppressed(tx, person, { channel, state: consent.state ?? '', saidAt })) isOne = true
  }
  return isOne
}

/** A topic that tells of a customer: somebody who was erased may be there again, or subscribed against their will. */
export const seenCustomer = (way: 'customer_created' | 'customer_updated'): TopicDefinition<Body> =>
  defineTopic({ path: '/webhooks/customers', payload, concerns, act: act(way) })
