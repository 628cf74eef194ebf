/**
 * When visitors are asked again. A choice covers what they were told: the purpose as it was, and who would receive
 * the data (GDPR Art. 4(11), 7; CNIL recommendation 2020-092 §§ 16-20). Asking without need is nagging
 * (EDPB guidelines 03/2022), so wording alone asks nobody.
 */
import type { Purpose, Recipient, Register } from '../../register/index.ts'
import { inLanguage } from '../../register/index.ts'
import { isProtected, recipientsOf } from './purpose-texts.ts'

/** A recipient, as far as it matters to who agreed. */
interface DisclosedRecipient {
  /** Its name, without what a typist changes: case, accents, spaces, punctuation. */
  name: string
  jointController: boolean
  buys: boolean
  /** Whether the data stays under the GDPR or an adequacy decision. */
  protected: boolean
}

/** A purpose, as far as it matters to who chose. */
interface DisclosedPurpose {
  signal: string
  topic: string
  profiling: boolean
  automatedDecision: boolean
  since: number
  recipientsSince: number
  recipients: Record<string, DisclosedRecipient>
}

/** What was put to visitors last, by key of the purpose. */
export type DisclosureState = Record<string, DisclosedPurpose>

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const disclosedRecipient = (recipient: Recipient, register: Register): DisclosedRecipient => ({
  name: plain(inLanguage(recipient.name, register.languages.default, register.languages.default)),
  jointController: recipient.kind === 'joint_controller',
  buys: recipient.buys,
  protected: isProtected(recipient),
})

/** The purpose does something else now than what was agreed to. Words do not count. */
const isOtherPurpose = (before: DisclosedPurpose, now: Omit<DisclosedPurpose, 'since' | 'recipientsSince'>) =>
  before.topic !== now.topic ||
  (now.signal !== 'none' && before.signal !== now.signal) ||
  (now.profiling && !before.profiling) ||
  (now.automatedDecision && !before.automatedDecision)

/** Somebody receives data who was not named, or does with it what was not said. Who leaves the list asks nobody. */
const hasNewRecipient = (before: Record<string, DisclosedRecipient>, now: Record<string, DisclosedRecipient>) =>
  Object.entries(now).some(([id, recipient]) => {
    const known = before[id]
    return (
      !known ||
      known.name !== recipient.name ||
      (recipient.jointController && !known.jointController) ||
      (recipient.buys && !known.buys) ||
      (known.protected && !recipient.protected)
    )
  })

/**
 * What visitors are told from version `number` of the register on. A purpose that was not asked before, or is another
 * now, is asked of everybody; one whose recipients changed materially, of those who had agreed to it.
 */
export function disclose(
  register: Register,
  asked: readonly Purpose[],
  number: number,
  before: DisclosureState,
): DisclosureState {
  return Object.fromEntries(
    asked.map((purpose) => {
      const recipients = recipientsOf(register, purpose).map((one) => [one.id, disclosedRecipient(one, register)])
      const now = {
        signal: purpose.signal,
        topic: purpose.topic,
        profiling: purpose.profiling,
        automatedDecision: purpose.automatedDecision !== null,
        recipients: Object.fromEntries(recipients) as Record<string, DisclosedRecipient>,
      }
      const known = before[purpose.id]
      if (!known || isOtherPurpose(known, now)) return [purpose.id, { ...now, since: number, recipientsSince: number }]
      const recipientsSince = hasNewRecipient(known.recipients, now.recipients) ? number : known.recipientsSince
      return [purpose.id, { ...now, since: known.since, recipientsSince }]
    }),
  )
}
