import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { MARKETING_CHANNELS, versionInForce } from '../../register/index.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import {
  findOnePerson,
  type Identifier,
  identify,
  isErasedSince,
  keyOf,
  lockPerson,
  readIdentifiers,
  type SubjectId,
} from '../../subjects/index.ts'
import { appendWithin, type RecordedEvent, withoutBanner } from '../ledger/index.ts'
import { followUpRefusals } from '../marketing/follow-up.ts'
import { purposesOf } from '../marketing/model.ts'
import { endSuppressions } from '../marketing/suppressions-store.ts'
import { askedPurposes } from '../purpose-names.ts'
import type { EvidenceFacts, EvidenceOfPerson, Wording } from './model.ts'
import { insertEvidence, keepWording, sealEvidence } from './store.ts'

export interface ConsentElsewhere {
  person: readonly Identifier[]
  choices: Readonly<Record<string, boolean>>
  /** When the person chose. */
  at: Date
  facts: Omit<EvidenceFacts, 'statedAt'>
  ofPerson: EvidenceOfPerson
  wording: Wording | null
  /** The key with which a system of the shop's own told it. */
  keyId: string
  /** What makes the call one: the same gives the same event. */
  call: string
}

export type RecordedElsewhere =
  | { ok: true; recorded: RecordedEvent; subject: SubjectId }
  | { ok: false; reason: 'unknown_purposes'; purposes: string[] }
  | { ok: false; reason: 'erased' | 'several' }

/** The id of the event: it holds the time of the choice, and the same call gives the same one. */
const eventOfCall = (tx: ShopTransaction, { keyId, call, at }: Pick<ConsentElsewhere, 'keyId' | 'call' | 'at'>) =>
  uuidv7({ msecs: +at, random: Buffer.from(vault.lookup(`${keyId}/${call}`, `${tx.shop}/api_event`), 'hex') })

/**
 * Records a consent or a refusal that a person gave elsewhere, with what they were shown and by whom. It counts from the time
 * at which they chose; a refusal is followed up at Shopify as every other is. Nothing from before a person's erasure is taken.
 */
export async function recordElsewhere(tx: ShopTransaction, said: ConsentElsewhere): Promise<RecordedElsewhere> {
  await requireInstalled(tx)
  const { asked } = await askedPurposes(tx, 'en')
  const unknown = Object.keys(said.choices).filter((purpose) => !asked.includes(purpose))
  if (unknown.length > 0) return { ok: false, reason: 'unknown_purposes', purposes: unknown }
  await lockPerson(tx, said.person)
  if (await isErasedSince(tx, said.person, { at: said.at, triggeredAt: said.at }))
    return { ok: false, reason: 'erased' }
  if ((await findOnePerson(tx, said.person)) === 'several') return { ok: false, reason: 'several' }
  const subject = await identify(tx, said.person)
  const key = await keyOf(tx, subject)
  if (!key) throw new Error('A subject that was just identified has no key')
  const id = eventOfCall(tx, said)
  await insertEvidence(tx, [
    {
      eventId: id,
      origin: 'api',
      originId: said.keyId,
      facts: { ...said.facts, statedAt: said.at.toISOString() },
      wordingHash: said.wording && (await keepWording(tx, said.wording)),
      sealed: sealEvidence(tx, key, { eventId: id, ofPerson: said.ofPerson }),
    },
  ])
  await endSuppressionsBy(tx, subject, said)
  await followUpRefusals(tx, [subject])
  const [recorded] = await appendWithin(tx, [withoutBanner({ id, subject, source: 'api', choices: said.choices })])
  if (!recorded) throw new Error('The ledger did not answer for a consent')
  return { ok: true, recorded, subject }
}

/** Whoever objected and agrees again, later, may be written to again: the shop can show the consent. */
async function endSuppressionsBy(
  tx: ShopTransaction,
  subject: SubjectId,
  { choices, at }: Pick<ConsentElsewhere, 'choices' | 'at'>,
): Promise<void> {
  const register = (await versionInForce(tx))?.register
  const channels = MARKETING_CHANNELS.filter(
    (channel) => register && purposesOf(register, channel, true).some((purpose) => choices[purpose]),
  )
  if (channels.length === 0) return
  const person = await readIdentifiers(tx, subject)
  for (const channel of channels) await endSuppressions(tx, person, { channel, saidAt: at })
}
