/**
 * Decides when visitors are asked again. A consent covers what the visitor was told: the purpose as it was, and who
 * receives the data (GDPR Art. 4(11), 7; CNIL recommendation 2020-092 §§ 16-20). Asking without need is nagging (EDPB
 * guidelines 03/2022), so a change of wording alone asks nobody.
 */
import type { Purpose, Recipient, Register } from '../../register/index.ts'
import { inLanguage } from '../../register/index.ts'
import { isProtected, recipientsOf } from './purpose-texts.ts'

/** The facts about a recipient that matter to a person who agreed. */
interface DisclosedRecipient {
  /** The name without case, accents, spaces and punctuation, so that a corrected typing error is no new recipient. */
  name: string
  jointController: boolean
  buys: boolean
  /** Whether the GDPR or an adequacy decision protects the data there. */
  protected: boolean
}

/** The facts about a purpose that matter to a person who chose. */
interface DisclosedPurpose {
  signal: string
  topic: string
  profiling: boolean
  automatedDecision: boolean
  since: number
  recipientsSince: number
  recipients: Record<string, DisclosedRecipient>
}

/** What visitors were told last, by the purpose's key. */
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

/** Whether the purpose now does something that visitors did not agree to. Wording does not count. */
const isOtherPurpose = (before: DisclosedPurpose, now: Omit<DisclosedPurpose, 'since' | 'recipientsSince'>) =>
  before.topic !== now.topic ||
  (now.signal !== 'none' && before.signal !== now.signal) ||
  (now.profiling && !before.profiling) ||
  (now.automatedDecision && !before.automatedDecision)

/** Whether a recipient was added, or does more with the data than before. A removed recipient asks nobody again. */
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
 * What visitors are told from register version `number` on. A new or changed purpose is asked of everybody. A purpose
 * with materially changed recipients is asked again of those who had agreed to it.
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
