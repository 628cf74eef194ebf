import type { Purpose } from '../model.ts'
import { isWritten } from '../text.ts'
import type { PurposeChannel } from '../words.ts'
import type { EntryRule, RuleContext } from './finding.ts'

/**
 * Channels for which Shopify itself asks, at checkout and in sign-up forms, and stores the answer with the customer.
 */
const ASKED_BY_SHOPIFY: ReadonlySet<PurposeChannel> = new Set(['email', 'sms'])

/** Whether anybody asks for consent before a purpose that needs it begins. */
export const isAsked = (purpose: Purpose): boolean =>
  purpose.askedInBanner || purpose.signal !== 'none' || ASKED_BY_SHOPIFY.has(purpose.channel)

const onConsent = (purpose: Purpose) => purpose.legalBasis === 'consent'

const hasJointController = (purpose: Purpose, { recipients }: RuleContext) =>
  purpose.recipients.some((id) => recipients.get(id)?.kind === 'joint_controller')

const unexplained = ({ automatedDecision }: Purpose) =>
  automatedDecision !== null && !(isWritten(automatedDecision.logic) && isWritten(automatedDecision.consequences))

export const PURPOSE_RULES: readonly EntryRule<Purpose>[] = [
  // Art. 7(1): nobody can prove a consent that was not asked for.
  { code: 'consent_not_asked', field: 'askedInBanner', broken: (purpose) => onConsent(purpose) && !isAsked(purpose) },
  // Art. 13(1)(d).
  {
    code: 'legitimate_interest_unnamed',
    field: 'legitimateInterest',
    broken: (purpose) => purpose.legalBasis === 'legitimate_interests' && !isWritten(purpose.legitimateInterest),
  },
  // Art. 6(3): an obligation comes from a law, which must be named.
  {
    code: 'legal_obligation_unnamed',
    field: 'legalObligation',
    broken: (purpose) => purpose.legalBasis === 'legal_obligation' && !isWritten(purpose.legalObligation),
  },
  // Art. 13(2)(f), 15(1)(h).
  { code: 'automated_decision_unexplained', field: 'automatedDecision', broken: unexplained },
  // EDPB Guidelines 05/2020 § 122: asking for consent misleads when another basis is used.
  {
    code: 'asked_without_consent',
    field: 'askedInBanner',
    broken: (purpose) => purpose.askedInBanner && !onConsent(purpose),
  },
  // Directive 2002/58/EC Art. 13(1); CPCE Art. L34-5. Staff judge the exception for the shop's own customers.
  {
    code: 'marketing_without_consent',
    field: 'legalBasis',
    broken: (purpose) =>
      purpose.topic !== 'transactions' &&
      ASKED_BY_SHOPIFY.has(purpose.channel) &&
      purpose.audience.includes('consumer') &&
      !onConsent(purpose),
  },
  { code: 'sale_of_data', field: 'signal', broken: (purpose) => purpose.signal === 'sale_of_data' },
  {
    code: 'joint_controller_without_consent',
    field: 'legalBasis',
    broken: (purpose, given) => hasJointController(purpose, given) && !onConsent(purpose),
  },
  // Art. 30(1)(c) and (f).
  { code: 'purpose_without_data', field: 'dataCategories', broken: (purpose) => purpose.dataCategories.length === 0 },
  {
    code: 'purpose_without_retention',
    field: 'retentionRules',
    broken: (purpose) => purpose.retentionRules.length === 0,
  },
]
