/**
 * The policy's fixed sentences, as far as a merchant may word them differently. A sentence that promises something is a
 * fact about the shop: it is published only when staff confirmed it. Pure; what the sentences say is in
 * `policy/texts/`, under the same names (`essentials-no-sale` is `essentials.noSale`).
 */
import type { Register } from './model.ts'

interface Rules {
  /** Says that the shop does something, and not only what the law or the register says. */
  promises?: true
  /** May be left out. What the law asks for may not: GDPR Art. 13 and 14. */
  optional?: true
  /** Of a register that says nothing about it, nobody has to confirm the sentence. */
  when?: (register: Register) => boolean
}

const inTheUnitedStates = ({ cookies }: Register) => cookies.usVisitors

const SENTENCES = {
  'essentials-audiences': {},
  'essentials-no-sale': { promises: true, optional: true },
  'controller-intro': {},
  'summary-kept': {},
  'summary-rights': {},
  'provision-required-by-law': {},
  'provision-required-for-contract': {},
  'provision-rest': { optional: true },
  'data-from-you': {},
  'automated-profiling': {},
  'automated-with-consent': { promises: true },
  'automated-objection': {},
  'recipients-processors': { promises: true },
  'recipients-joint': { promises: true },
  'recipients-only-with-consent': { promises: true },
  'recipients-before-contract': {},
  'storage-eu': {},
  'storage-eea': {},
  'storage-recipients-eu': {},
  'storage-recipients-eea': {},
  'storage-reviewed': { promises: true, optional: true },
  'storage-protected': {},
  'storage-adequacy': {},
  'storage-participants': {},
  'storage-participation': {},
  'storage-decided': {},
  'storage-clauses': {},
  'storage-clauses-signed': {},
  'retention-notice': {},
  'retention-action-anonymise': {},
  'retention-action-delete': {},
  'retention-rest-anonymise': {},
  'retention-rest-delete': {},
  'cookies-what': {},
  'cookies-consent': { promises: true },
  'cookies-strictly-necessary': {},
  'cookies-audience-measurement': {},
  'cookies-ask-again': {},
  'cookies-page-unlinked': {},
  'rights-intro': {},
  'rights-account': { promises: true, when: ({ rightsChannel }) => rightsChannel.account },
  'rights-answer-time': { promises: true, optional: true },
  'right-information-text': {},
  'right-access-text': {},
  'right-rectification-text': {},
  'right-erasure-text': {},
  'right-restriction-text': {},
  'right-portability-text': {},
  'right-portability-transfer': { promises: true, when: ({ rightsChannel }) => rightsChannel.transfer },
  'right-objection-text': {},
  'right-prospecting-text': {},
  'right-withdrawal-text': {},
  'right-automated-text': {},
  // French law gives the right (loi 78-17, Art. 85); the shop says whether somebody takes directions.
  'right-post-mortem-text': { promises: true, optional: true, when: ({ controller }) => controller.country === 'FR' },
  'united-states-opt-out': { promises: true, when: inTheUnitedStates },
  'united-states-choices': { promises: true, when: inTheUnitedStates },
  'united-states-signal': { promises: true, when: inTheUnitedStates },
  'united-states-summary': { when: inTheUnitedStates },
  'united-states-cookies': { when: inTheUnitedStates },
  'united-states-profiling': { when: inTheUnitedStates },
  'united-states-recipients': { when: inTheUnitedStates },
  'complaint-authority': {},
  'changes-how': { promises: true, optional: true },
  'changes-new-purposes': { promises: true },
} as const satisfies Record<string, Rules>

export type SentenceId = keyof typeof SENTENCES

export const SENTENCE_IDS = Object.keys(SENTENCES) as SentenceId[]

const rulesOf = (id: string): Rules | undefined =>
  Object.hasOwn(SENTENCES, id) ? SENTENCES[id as SentenceId] : undefined

export const isSentence = (id: string): id is SentenceId => rulesOf(id) !== undefined

export const isOptionalSentence = (id: string): boolean => rulesOf(id)?.optional === true

/** Whether the policy of this register has the sentence at all, as far as the register's own fields decide. */
export const isSentenceDue = (id: string, register: Register): boolean => rulesOf(id)?.when?.(register) ?? true

export const PROMISING_SENTENCES: readonly SentenceId[] = SENTENCE_IDS.filter((id) => rulesOf(id)?.promises)
