import { describe, expect, test } from 'vitest'
import {
  FINDINGS,
  type FindingCode,
  type Register,
  type RegisterInput,
  registerFindings,
} from '../../app/register/index.ts'
import { aDataCategory, aPurpose, aRecipient, aRegister, aRetentionRule, aTracker, TODAY } from './a-register.ts'

type Changed = Partial<RegisterInput>

const codes = (register: Register) => registerFindings(register, TODAY).map(({ code }) => code)

const withPurpose = (changed: Parameters<typeof aPurpose>[0]): Changed => ({ purposes: [aPurpose(changed)] })
const withCategory = (changed: Parameters<typeof aDataCategory>[0]): Changed => ({
  dataCategories: [aDataCategory(changed)],
})
const withRecipient = (changed: Parameters<typeof aRecipient>[0]): Changed => ({
  purposes: [aPurpose({ recipients: ['carrier'] })],
  recipients: [aRecipient(changed)],
})
const withRule = (changed: Parameters<typeof aRetentionRule>[0]): Changed => ({
  retentionRules: [aRetentionRule(changed)],
})
const withTracker = (changed: Parameters<typeof aTracker>[0]): Changed => ({ trackers: [aTracker(changed)] })
type StoragePlaceInput = NonNullable<RegisterInput['storagePlaces']>[number]
const withPlace = (changed: Partial<StoragePlaceInput>): Changed => ({
  ...withRecipient({}),
  storagePlaces: [{ id: 's', audience: ['consumer'], name: { en: 'S' }, country: 'FR', ...changed }],
})
const withController = (changed: Partial<RegisterInput['controller']>): Changed => ({
  controller: { ...aRegister().controller, ...changed },
})

const onConsent = { legalBasis: 'consent' } as const
const ASKED: Parameters<typeof aPurpose>[0] = { ...onConsent, askedAt: ['banner'] }
const withPartner = (changed: Parameters<typeof aPurpose>[0]) =>
  aPurpose({ ...onConsent, topic: 'joint_use', recipients: ['carrier'], ...changed })
/** With a number of two digits, as long as an id can be. */
const LONG_ID = 'x'.repeat(37)
const INTEREST = { en: 'Security of the shop' }

/** Each rule with what breaks it and what mends that. */
const CASES: [FindingCode, Changed, Changed][] = [
  ['address_missing', withController({ address: '' }), {}],
  [
    'contact_missing',
    { ...withController({ contactPageUrl: null, dpoEmail: null }), rightsChannel: { post: true } },
    withController({ contactPageUrl: null }),
  ],
  [
    'representative_missing',
    withController({ country: 'US' }),
    withController({ country: 'US', representative: { name: 'Rep', address: 'Paris', email: 'rep@tea.example' } }),
  ],
  ['country_missing', withController({ country: null }), {}],
  ['site_missing', withController({ siteUrl: null }), {}],
  ['authority_missing', withController({ supervisoryAuthority: null }), {}],
  ['way_missing', withController({ dpoEmail: null }), { rightsChannel: { dpoEmail: false } }],
  ['rights_unreachable', { rightsChannel: { contactPage: false, dpoEmail: false } }, { rightsChannel: { post: true } }],
  ['identity_method_missing', { rightsChannel: {} }, {}],
  ['ask_again_late', { cookies: { askAgainMonths: 14 } }, { cookies: { askAgainMonths: 13 } }],
  ['reference_missing', withPurpose({ recipients: ['nobody'] }), withRecipient({})],
  [
    'reference_missing',
    withRule({ legalHolds: [{ keeps: { en: 'x' }, reason: { en: 'x' }, months: 60, dataCategories: ['gone'] }] }),
    withRule({ legalHolds: [{ keeps: { en: 'x' }, reason: { en: 'x' }, months: 60, dataCategories: ['contact'] }] }),
  ],
  ['audience_mismatch', withRecipient({ audience: ['professional'] }), withRecipient({})],
  ['default_text_missing', withPurpose({ name: { fr: 'Commandes' } }), withPurpose({ name: { fr: 'x', en: 'x' } })],
  ['purpose_missing', { purposes: [] }, {}],
  ['consent_not_asked', withPurpose(onConsent), withPurpose({ ...onConsent, askedAt: ['banner'] })],
  ['consent_not_asked', withPurpose({ ...onConsent, channel: 'ads' }), withPurpose({ ...onConsent, channel: 'email' })],
  ['consent_not_asked', withPurpose(onConsent), withPurpose({ ...onConsent, signal: 'analytics' })],
  ['consent_not_asked', withPurpose(onConsent), withPurpose({ ...onConsent, topic: 'joint_use' })],
  ...(['email', 'sms'] as const).map((channel): [FindingCode, Changed, Changed] => [
    'message_asked_in_banner',
    withPurpose({ ...ASKED, channel }),
    withPurpose({ ...onConsent, channel, askedAt: ['sign_up_form', 'account'] }),
  ]),
  [
    'message_asked_in_banner',
    withPurpose({ ...ASKED, topic: 'joint_use' }),
    withPurpose({ ...onConsent, topic: 'joint_use' }),
  ],
  [
    'message_with_signal',
    withPurpose({ ...onConsent, channel: 'email', signal: 'marketing' }),
    withPurpose({ ...onConsent, channel: 'ads', signal: 'marketing' }),
  ],
  [
    'partner_unnamed',
    {
      ...withRecipient({ kind: 'joint_controller', service: 'partner_brand' }),
      purposes: [withPartner({ askedAt: ['sign_up_form'] })],
    },
    {
      ...withRecipient({
        kind: 'joint_controller',
        service: 'partner_brand',
        privacyPolicyUrl: 'https://partner.example/privacy',
      }),
      purposes: [withPartner({ askedAt: ['sign_up_form'] })],
    },
  ],
  [
    'legitimate_interest_unnamed',
    withPurpose({ legalBasis: 'legitimate_interests' }),
    withPurpose({ legalBasis: 'legitimate_interests', legitimateInterest: INTEREST }),
  ],
  [
    'legal_obligation_unnamed',
    withPurpose({ legalBasis: 'legal_obligation' }),
    withPurpose({ legalBasis: 'legal_obligation', legalObligation: { en: 'Tax law' } }),
  ],
  [
    'automated_decision_unexplained',
    withPurpose({ automatedDecision: { logic: { en: 'Scores' } } }),
    withPurpose({ automatedDecision: { logic: { en: 'Scores' }, consequences: { en: 'Delay' } } }),
  ],
  ['asked_without_consent', withPurpose({ askedAt: ['banner'] }), withPurpose({ ...onConsent, askedAt: ['banner'] })],
  [
    'marketing_without_consent',
    withPurpose({ topic: 'marketing', channel: 'sms' }),
    withPurpose({ topic: 'marketing', channel: 'sms', ...onConsent }),
  ],
  ['sale_of_data', withPurpose({ ...onConsent, signal: 'sale_of_data' }), {}],
  [
    'joint_controller_without_consent',
    withRecipient({ kind: 'joint_controller' }),
    {
      ...withRecipient({ kind: 'joint_controller' }),
      purposes: [aPurpose({ ...onConsent, askedAt: ['banner'], recipients: ['carrier'] })],
    },
  ],
  ['purpose_without_data', withPurpose({ dataCategories: [] }), {}],
  ['purpose_without_retention', withPurpose({ retentionRules: [] }), {}],
  [
    'too_many_asked',
    { purposes: Array.from({ length: 41 }, (_, n) => aPurpose({ id: `p${n}`, ...ASKED })) },
    { purposes: Array.from({ length: 40 }, (_, n) => aPurpose({ id: `p${n}`, ...ASKED })) },
  ],
  [
    'asked_ids_long',
    { purposes: Array.from({ length: 29 }, (_, n) => aPurpose({ id: `${LONG_ID}-${n + 10}`, ...ASKED })) },
    { purposes: Array.from({ length: 28 }, (_, n) => aPurpose({ id: `${LONG_ID}-${n + 10}`, ...ASKED })) },
  ],
  [
    'special_category_without_condition',
    withCategory({ special: true }),
    withCategory({ special: true, specialCondition: 'made_public' }),
  ],
  [
    'special_category_without_consent',
    withCategory({ special: true, specialCondition: 'explicit_consent' }),
    {
      ...withCategory({ special: true, specialCondition: 'explicit_consent' }),
      ...withPurpose({ ...onConsent, askedAt: ['banner'] }),
    },
  ],
  ['category_without_retention', withRule({ dataCategories: [] }), {}],
  ['category_without_retention', withCategory({ audience: ['consumer', 'professional'] }), {}],
  ['category_without_source', withCategory({ sources: [] }), {}],
  ['category_unused', withPurpose({ dataCategories: [] }), {}],
  [
    'admin_field_unknown',
    withCategory({ adminFields: ['Customer.shoeSize'] }),
    withCategory({ adminFields: ['Customer.firstName', 'Customer.metafields.facts.birth_date'] }),
  ],
  [
    'trigger_unfit',
    withRule({ subject: 'cookie', trigger: 'last_activity', months: 1 }),
    withRule({ subject: 'cookie', trigger: 'consent_date', months: 13 }),
  ],
  ['retention_long', withRule({ months: 37 }), withRule({ months: 36 })],
  [
    'hold_too_short',
    withRule({ legalHolds: [{ keeps: { en: 'x' }, reason: { en: 'x' }, months: 36 }] }),
    withRule({ legalHolds: [{ keeps: { en: 'x' }, reason: { en: 'x' }, months: 37 }] }),
  ],
  ['recipient_country_missing', withRecipient({ country: null }), withRecipient({ kind: 'internal', country: null })],
  ['country_outside_eea', withRecipient({ country: 'US' }), withRecipient({ country: 'RE' })],
  [
    'transfer_without_mechanism',
    withRecipient({ country: 'IN', transfer: { mechanism: 'none' } }),
    withRecipient({ country: 'IN', transfer: { mechanism: 'standard_clauses', signedOn: '2024-01-01' } }),
  ],
  [
    'transfer_without_mechanism',
    {
      storagePlaces: [
        { id: 's', audience: ['consumer'], name: { en: 'S' }, country: 'IN', transfer: { mechanism: 'none' } },
      ],
    },
    {
      storagePlaces: [
        { id: 's', audience: ['consumer'], name: { en: 'S' }, country: 'NO', transfer: { mechanism: 'none' } },
      ],
    },
  ],
  [
    'adequacy_not_decided',
    withRecipient({ country: 'IN', transfer: { mechanism: 'adequacy' } }),
    withRecipient({ country: 'CH', transfer: { mechanism: 'adequacy' } }),
  ],
  [
    'adequacy_participation_unchecked',
    withRecipient({ country: 'US', transfer: { mechanism: 'adequacy', participationCheckedOn: '2025-11-22' } }),
    withRecipient({ country: 'US', transfer: { mechanism: 'adequacy', participationCheckedOn: '2025-11-23' } }),
  ],
  [
    'clauses_undated',
    withRecipient({ country: 'IN', transfer: { mechanism: 'standard_clauses' } }),
    withRecipient({ country: 'IN', transfer: { mechanism: 'standard_clauses', signedOn: '2021-06-27' } }),
  ],
  [
    'clauses_undated',
    withPlace({ country: 'IN', transfer: { mechanism: 'standard_clauses' }, recipient: null }),
    withPlace({ country: 'IN', transfer: { mechanism: 'standard_clauses' }, recipient: 'carrier' }),
  ],
  [
    'clauses_repealed',
    withRecipient({ country: 'IN', transfer: { mechanism: 'standard_clauses', signedOn: '2021-06-26' } }),
    withRecipient({ country: 'IN', transfer: { mechanism: 'standard_clauses', signedOn: '2021-06-27' } }),
  ],
  ['recipient_buys', withRecipient({ buys: true }), withRecipient({})],
  ['agreement_missing', withRecipient({ agreement: null }), withRecipient({})],
  [
    'agreement_expired',
    withRecipient({ agreement: { reference: 'x', expiresOn: '2026-11-22' } }),
    withRecipient({ agreement: { reference: 'x', expiresOn: TODAY } }),
  ],
  [
    'arrangement_missing',
    withRecipient({ kind: 'joint_controller' }),
    withRecipient({ kind: 'joint_controller', arrangement: { en: 'Who does what' } }),
  ],
  ['review_missing', withRecipient({ nextReviewOn: null }), withRecipient({})],
  ['review_overdue', withRecipient({ nextReviewOn: '2026-11-22' }), withRecipient({ nextReviewOn: TODAY })],
  [
    'notice_email_missing',
    withRecipient({ noticeEmail: null }),
    withRecipient({ kind: 'internal', noticeEmail: null }),
  ],
  ['recipient_unused', { recipients: [aRecipient()] }, withRecipient({})],
  ['tracker_without_purpose', withTracker({ purpose: null }), withTracker({})],
  [
    'tracker_without_consent',
    withTracker({ exemption: 'none' }),
    { ...withTracker({ exemption: 'none' }), ...withPurpose({ ...onConsent, signal: 'analytics' }) },
  ],
  [
    'exempt_tracker_long',
    withTracker({ exemption: 'audience_measurement', lifetime: { unit: 'days', value: 400 } }),
    withTracker({ exemption: 'audience_measurement', lifetime: { unit: 'months', value: 13 } }),
  ],
  [
    'tracker_long',
    withTracker({ exemption: 'none', lifetime: { unit: 'years', value: 2 } }),
    withTracker({ exemption: 'strictly_necessary', lifetime: { unit: 'persistent' } }),
  ],
  ['unconfirmed', { suggested: ['purpose/orders'] }, { suggested: ['purpose/gone', 'nothing/x', 'languages'] }],
  ['unconfirmed', { suggested: ['controller'] }, {}],
  ['unconfirmed', { suggested: ['sentence/essentials-no-sale'] }, { suggested: ['sentence/essentials-gone'] }],
  [
    'sentence_required',
    { sentences: [{ id: 'right-access-text', printed: false }] },
    { sentences: [{ id: 'changes-how', printed: false }] },
  ],
  ['sentence_unknown', { sentences: [{ id: 'essentials-gone' }] }, { sentences: [{ id: 'essentials-no-sale' }] }],
  [
    'tracker_twice',
    { trackers: [aTracker(), aTracker({ id: 'ga-2', pattern: '_GA' })] },
    { trackers: [aTracker(), aTracker({ id: 'ga-2', pattern: '_ga_*' })] },
  ],
]

describe('what is wrong is said, and not when it is right', () => {
  test('a register with everything it needs has no findings', () => {
    expect(registerFindings(aRegister(), TODAY)).toEqual([])
  })

  test.each(CASES)('%s', (code, wrong, right) => {
    expect(codes(aRegister(wrong))).toContain(code)
    expect(codes(aRegister(right))).not.toContain(code)
  })

  test('every rule has a case', () => {
    expect(new Set(CASES.map(([code]) => code))).toEqual(new Set(Object.keys(FINDINGS)))
  })
})
