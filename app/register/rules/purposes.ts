import { isAsked, isAskedByShopify } from '../asked-purposes.ts'
import type { Purpose } from '../model.ts'
import { isWritten } from '../text.ts'
import type { EntryRule, RuleContext } from './finding.ts'

const onConsent = (purpose: Purpose) => purpose.legalBasis === 'consent'

const hasJointController = (purpose: Purpose, { recipients }: RuleContext) =>
  purpose.recipients.some((id) => recipients.get(id)?.kind === 'joint_controller')

/** A partner brand that a person can be asked about: it says itself what it does with the data. */
const hasNamedPartner = (purpose: Purpose, { recipients }: RuleContext) =>
  purpose.recipients.some((id) => {
    const recipient = recipients.get(id)
    return recipient?.service === 'partner_brand' && recipient.privacyPolicyUrl !== null
  })

const unexplained = ({ automatedDecision }: Purpose) =>
  automatedDecision !== null && !(isWritten(automatedDecision.logic) && isWritten(automatedDecision.consequences))

export const PURPOSE_RULES: readonly EntryRule<Purpose>[] = [
  // Art. 7(1): a consent that nobody was asked for cannot be shown.
  { code: 'consent_not_asked', field: 'askedAt', broken: (purpose) => onConsent(purpose) && !isAsked(purpose) },
  // A visitor who refuses "cookies" does not expect to lose the shop's e-mails, nor to agree to them (Art. 4(11), 7(2)).
  {
    code: 'message_asked_in_banner',
    field: 'askedAt',
    broken: (purpose) =>
      purpose.askedAt.includes('banner') && (isAskedByShopify(purpose) || purpose.topic === 'joint_use'),
  },
  // EDPB Guidelines 05/2020 § 65: consent is given to controllers by name.
  {
    code: 'partner_unnamed',
    field: 'recipients',
    broken: (purpose, given) =>
      purpose.topic === 'joint_use' && purpose.askedAt.length > 0 && !hasNamedPartner(purpose, given),
  },
  {
    code: 'message_with_signal',
    field: 'signal',
    broken: (purpose) => onConsent(purpose) && purpose.signal !== 'none' && isAskedByShopify(purpose),
  },
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
    field: 'askedAt',
    broken: (purpose) => purpose.askedAt.length > 0 && !onConsent(purpose),
  },
  // Directive 2002/58/EC Art. 13(1); CPCE Art. L34-5. Staff judge the exception for the shop's own customers.
  {
    code: 'marketing_without_consent',
    field: 'legalBasis',
    broken: (purpose) =>
      purpose.topic !== 'transactions' &&
      isAskedByShopify(purpose) &&
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
