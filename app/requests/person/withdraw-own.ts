import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { lastTimeZone } from '../../shopify/installation.ts'
import { identifiersOf } from '../../subjects/index.ts'
import { confirmIdentity } from '../identity/index.ts'
import { beginObjection } from '../objection/index.ts'
import { openRequest } from '../open.ts'

interface MailboxWithdrawal {
  /** Of which somebody has just shown that they read it. */
  email: string
  /** Keys of the register's purposes. */
  purposes: readonly string[]
  language: string | null
}

/**
 * Withdraws consents of whoever reads a mailbox, as a request of theirs: it ends what Shopify sends to the customer who has the address,
 * and they can follow what became of it.
 */
export async function withdrawForMailbox(
  tx: ShopTransaction,
  { email, purposes, language }: MailboxWithdrawal,
): Promise<string> {
  const { requestId } = await openRequest(tx, {
    kind: 'withdrawal_of_consent',
    language,
    details: { orders: [], text: null, purposes: [...purposes] },
    ...{ country: null, region: null, audience: 'consumer', externalId: null, original: null },
    person: identifiersOf({ email }),
    mailbox: email,
    channel: 'storefront',
    asker: 'person',
    timeZone: await lastTimeZone(tx),
    receivedAt: clock.now(),
    by: { actor: 'person', actorId: null },
  })
  await confirmIdentity(tx, requestId, 'email_link')
  await beginObjection(tx, requestId)
  return requestId
}
