import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { MarketingChannel } from '../register/index.ts'
import { findSamePerson, type Identifier, readIdentifiers, type SubjectId } from '../subjects/index.ts'
import { canonicalSubject } from './canonical-subject.ts'
import { appendWithin, type RecordedEvent, searchEvents, withoutBanner } from './ledger/index.ts'
import type { DecisionSource } from './ledger/words.ts'
import { followUpRefusals } from './marketing/follow-up.ts'
import { noteGrant } from './marketing/grants-store.ts'
import { endSuppressions } from './marketing/suppressions-store.ts'
import type { ShownWording } from './wordings/model.ts'
import { keepShownWording } from './wordings/store.ts'

export interface OwnChoice {
  /** UUID without a time of its own: the choice counts from now on. The same id again changes nothing. */
  id: string
  subject: SubjectId
  source: Extract<DecisionSource, 'account' | 'privacy_centre' | 'newsletter'>
  choices: Readonly<Record<string, boolean>>
  shown: ShownWording
  /** Channels that Shopify is to subscribe the customer to. */
  subscribes: readonly MarketingChannel[]
}

/**
 * Records what a person chose of themselves, where no banner asked them, with the words that they saw. Shopify is told by a job, of
 * refusals as of consents. Returns null when the choice was recorded before.
 */
export async function recordOwnChoice(tx: ShopTransaction, choice: OwnChoice): Promise<RecordedEvent | null> {
  const { id, subject, source, choices, shown, subscribes } = choice
  const { events } = await searchEvents(tx, { recordId: id }, { size: 1, before: null })
  if (events.length > 0) return null
  const banner = await keepShownWording(tx, shown)
  const at = clock.now()
  if (subscribes.length > 0) {
    const person = await identifiersOfAll(tx, subject)
    const subjectId = await canonicalSubject(tx, subject)
    for (const channel of subscribes) {
      await endSuppressions(tx, person, { channel, saidAt: at })
      await noteGrant(tx, { subjectId, channel, eventId: id, grantedAt: at })
    }
  }
  await followUpRefusals(tx, [subject])
  const [recorded] = await appendWithin(tx, [{ ...withoutBanner({ id, subject, source, choices }), banner }])
  return recorded ?? null
}

async function identifiersOfAll(tx: ShopTransaction, subject: SubjectId): Promise<Identifier[]> {
  const known: Identifier[] = []
  for (const id of await findSamePerson(tx, subject)) known.push(...(await readIdentifiers(tx, id)))
  return known
}
