import type { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { lastTimeZone, requireInstalled } from '../../shopify/installation.ts'
import { findSubjects, identifiersOf, lockPerson } from '../../subjects/index.ts'
import { confirmIdentity, takeTurn } from '../identity/index.ts'
import { MAX_OPEN_OF_PERSON } from '../limits.ts'
import { openRequest } from '../open.ts'
import { askedIn, type storefrontRequest } from './model.ts'
import { countOpenOf } from './store.ts'

export type FiledOwn = { ok: true; requestId: string } | { ok: false; reason: 'too_many_open' | 'too_many_sent' }

interface SignedIn {
  customerId: string
  network: string
  channel: 'storefront' | 'customer_account'
}

/** Files what a signed-in customer asks for about themself; being signed in proves it, where the shop offers that. */
export async function fileOwn(
  tx: ShopTransaction,
  asked: z.infer<typeof storefrontRequest>,
  { customerId, network, channel }: SignedIn,
): Promise<FiledOwn> {
  await requireInstalled(tx)
  if (!(await takeTurn(tx, network))) return { ok: false, reason: 'too_many_sent' }
  const person = identifiersOf({ id: customerId })
  await lockPerson(tx, person)
  if ((await countOpenOf(tx, await findSubjects(tx, person))) >= MAX_OPEN_OF_PERSON)
    return { ok: false, reason: 'too_many_open' }
  const { requestId } = await openRequest(tx, {
    ...askedIn(asked),
    person,
    channel,
    asker: 'person',
    timeZone: await lastTimeZone(tx),
    receivedAt: clock.now(),
    externalId: null,
    original: null,
    by: { actor: 'person', actorId: null },
  })
  await confirmIdentity(tx, requestId, 'account_login')
  return { ok: true, requestId }
}
