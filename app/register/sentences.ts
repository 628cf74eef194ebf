/**
 * The policy's fixed sentences, as far as a merchant may word them differently. A sentence that promises something is a
 * fact about the shop: it is published only when staff confirmed it. Pure; what the sentences say is in
 * `policy/texts/`, under the same names (`essentials-no-sale` is `essentials.noSale`).
 */
interface Rules {
  /** Says that the shop does something, and not only what the law or the register says. */
  promises?: true
  /** May be left out. What the law asks for may not: GDPR Art. 13 and 14. */
  optional?: true
}

const SENTENCES = {
  'essentials-audiences': {},
  'essentials-no-sale': { promises: true, optional: true },
  'controller-intro': {},
  'provision-required-by-law': {},
  'provision-required-for-contract': {},
  'provision-rest': { optional: true },
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
  'storage-adequacy': {},
  'storage-participants': {},
  'storage-participation': {},
  'storage-decided': {},
  'storage-clauses': {},
  'storage-clauses-signed': {},
  'retention-notice': {},
  'retention-action-anonymise': {},
  'retention-action-delete': {},
  'cookies-what': {},
  'cookies-consent': { promises: true },
  'cookies-strictly-necessary': {},
  'cookies-audience-measurement': {},
  'cookies-ask-again': {},
  'cookies-page-unlinked': {},
  'rights-intro': {},
  'rights-account': {},
  'rights-answer-time': { promises: true, optional: true },
  'right-information-text': {},
  'right-access-text': {},
  'right-rectification-text': {},
  'right-erasure-text': {},
  'right-restriction-text': {},
  'right-portability-text': {},
  'right-objection-text': {},
  'right-prospecting-text': {},
  'right-withdrawal-text': {},
  'right-automated-text': {},
  'right-post-mortem-text': { optional: true },
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

export const PROMISING_SENTENCES: readonly SentenceId[] = SENTENCE_IDS.filter((id) => rulesOf(id)?.promises)
