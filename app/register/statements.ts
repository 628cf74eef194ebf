/**
 * The usual statements of a shop's privacy policy, each with the register parts that express it. Any of the parts is
 * enough. Promises depend on these parts, and a test checks the template against the whole table.
 */

import { isAsked } from './asked-purposes.ts'
import type { EntryRef } from './entries.ts'
import { MAX_CHOICE_MONTHS } from './limits.ts'
import type { Purpose, Recipient, Register, RetentionRule } from './model.ts'
import { isOutsideParty } from './rules/index.ts'
import { isWritten } from './text.ts'
import {
  AUDIENCES,
  type Audience,
  type DataTopic,
  type LegalBasis,
  type PolicySection,
  type PurposeTopic,
  type RetentionSubject,
  type RetentionTrigger,
  type Service,
} from './words.ts'

/** The register parts that express a statement; none when the register does not. */
type Statement = (register: Register) => EntryRef[]

const CONTROLLER: EntryRef = { kind: 'controller', id: null }
const RIGHTS: EntryRef = { kind: 'rights_channel', id: null }
const COOKIES: EntryRef = { kind: 'cookies', id: null }

/** All of these or nothing, because half of a statement is not that statement. */
const all = (...parts: EntryRef[][]): EntryRef[] => (parts.every((found) => found.length > 0) ? parts.flat() : [])
const when = (holds: boolean, ref: EntryRef): EntryRef[] => (holds ? [ref] : [])

const purposesWhere =
  (topic: PurposeTopic, bases: readonly LegalBasis[], also: (purpose: Purpose) => boolean = () => true) =>
  (register: Register, audience: Audience = 'consumer'): EntryRef[] =>
    register.purposes
      .filter((purpose) => purpose.topic === topic && purpose.audience.includes(audience))
      .filter((purpose) => bases.includes(purpose.legalBasis) && also(purpose))
      .map(({ id }) => ({ kind: 'purpose', id }))

const data = (register: Register, topic: DataTopic, audience: Audience): EntryRef[] =>
  register.dataCategories
    .filter((category) => category.topic === topic && category.audience.includes(audience) && category.items.length > 0)
    .map(({ id }) => ({ kind: 'data_category', id }))

const recipientsWhere = (register: Register, matches: (recipient: Recipient) => boolean): EntryRef[] =>
  register.recipients.filter(matches).map(({ id }) => ({ kind: 'recipient', id }))

const service = (register: Register, wanted: Service) =>
  recipientsWhere(register, (recipient) => recipient.kind === 'processor' && recipient.service === wanted)

const retention = (
  register: Register,
  audience: Audience,
  subjects: readonly RetentionSubject[],
  trigger: RetentionTrigger,
  also: (rule: RetentionRule) => boolean = () => true,
): EntryRef[] =>
  register.retentionRules
    .filter((rule) => rule.audience.includes(audience) && subjects.includes(rule.subject))
    .filter((rule) => rule.trigger === trigger && also(rule))
    .map(({ id }) => ({ kind: 'retention_rule', id }))

const clausesOf = (register: Register, section: PolicySection): EntryRef[] =>
  register.clauses.filter((clause) => clause.section === section).map(({ id }) => ({ kind: 'clause', id }))

const transactions = purposesWhere('transactions', ['contract'], (purpose) => purpose.askedAt.length === 0)
const advertising = purposesWhere('marketing', ['consent'], (purpose) => purpose.signal === 'marketing')
const byEmail = purposesWhere('email_marketing', ['consent'], (purpose) => purpose.channel === 'email')
const byEmailToProfessionals = purposesWhere(
  'email_marketing',
  ['consent', 'legitimate_interests'],
  (purpose) => purpose.channel === 'email',
)
const statistics = purposesWhere('statistics', ['consent', 'legitimate_interests'])
const customerService = purposesWhere('customer_service', ['contract'])
const security = purposesWhere('security', ['legitimate_interests'])
const legal = purposesWhere('legal', ['legal_obligation'], (purpose) => isWritten(purpose.legalObligation))

const anyLegalHold = (register: Register): EntryRef[] =>
  register.retentionRules
    .filter(({ legalHolds }) => legalHolds.length > 0)
    .map(({ id }) => ({ kind: 'retention_rule', id }))

/** Of the data protection officer, or of the shop where it has none: GDPR Art. 37 asks for one only of some. */
const mailOf = ({ dpoEmail, email }: Register['controller']) => dpoEmail ?? email

/** A working way to ask, and a check of the person's identity. */
function rightsOpen({ rightsChannel, controller }: Register): EntryRef[] {
  const page = rightsChannel.contactPage && controller.contactPageUrl !== null
  const mail = rightsChannel.dpoEmail && mailOf(controller) !== null
  return when(page || mail, RIGHTS)
}

const identityChecked = ({ rightsChannel }: Register) => when(rightsChannel.identityMethods.length > 0, RIGHTS)

const inactive = (register: Register, audience: Audience, subjects: readonly RetentionSubject[]) =>
  retention(register, audience, subjects, 'last_activity', ({ months }) => months > 0 && months <= 36)

const newsletter = (register: Register, audience: Audience) =>
  all(
    retention(register, audience, ['newsletter'], 'withdrawal', ({ months }) => months === 0),
    inactive(register, audience, ['newsletter']),
  )

const cookies = (register: Register, audience: Audience) =>
  all(
    retention(register, audience, ['cookie'], 'consent_date', ({ months }) => months <= MAX_CHOICE_MONTHS),
    when(register.cookies.askAgainMonths <= MAX_CHOICE_MONTHS, COOKIES),
  )

const contract = (register: Register, audience: Audience) =>
  retention(register, audience, ['order', 'customer', 'company_contact'], 'end_of_relationship')

const STATEMENTS = {
  controller_named: ({ controller }) =>
    when(Boolean(controller.siteUrl && controller.contactPageUrl && mailOf(controller)), CONTROLLER),
  two_audiences: ({ purposes }) =>
    all(
      ...AUDIENCES.map((audience) =>
        purposes
          .filter((purpose) => purpose.audience.includes(audience))
          .map(({ id }): EntryRef => ({ kind: 'purpose', id })),
      ),
    ),
  account_access: ({ rightsChannel }) => when(rightsChannel.account, RIGHTS),
  no_sale: (register) =>
    register.recipients.some(({ buys }) => buys) || register.purposes.some(({ signal }) => signal === 'sale_of_data')
      ? []
      : [CONTROLLER, ...recipientsWhere(register, () => true)],
  joint_use_by_consent: (register) => {
    const partners = new Set<string>(
      register.recipients.filter(({ kind }) => kind === 'joint_controller').map(({ id }) => id),
    )
    return purposesWhere(
      'joint_use',
      ['consent'],
      (purpose) => isAsked(purpose) && purpose.recipients.some((id) => partners.has(id)),
    )(register)
  },
  purpose_transactions: (register) => transactions(register),
  purpose_advertising: (register) => advertising(register),
  purpose_email: (register) => byEmail(register),
  purpose_profiling: (register) =>
    purposesWhere(
      'profiling',
      ['consent'],
      (purpose) => purpose.profiling && purpose.askedAt.includes('banner'),
    )(register),
  purpose_statistics: (register) =>
    purposesWhere('statistics', ['consent', 'legitimate_interests'], ({ signal }) => signal === 'analytics')(register),
  purpose_customer_service: (register) => customerService(register),
  purpose_security: (register) => security(register),
  purpose_legal: (register) => all(legal(register), anyLegalHold(register)),
  professional_purposes: (register) =>
    register.purposes.some(({ topic, audience }) => topic === 'security' && audience.includes('professional'))
      ? []
      : all(
          transactions(register, 'professional'),
          advertising(register, 'professional'),
          byEmailToProfessionals(register, 'professional'),
          statistics(register, 'professional'),
          customerService(register, 'professional'),
          legal(register, 'professional'),
        ),
  data_contact: (register) => all(data(register, 'contact', 'consumer'), data(register, 'contact', 'professional')),
  data_newsletter: (register) => data(register, 'newsletter', 'consumer'),
  data_account_and_purchases: (register) =>
    all(
      ...(['account', 'purchases'] as const).map((topic) =>
        data(register, topic, 'consumer').filter(({ id }) =>
          register.dataCategories.some((category) => category.id === id && category.adminFields.length > 0),
        ),
      ),
    ),
  data_location_and_demographics: (register) =>
    all(data(register, 'location', 'consumer'), data(register, 'demographics', 'consumer')),
  data_navigation: (register) =>
    all(
      data(register, 'navigation', 'consumer'),
      register.trackers.map(({ id }): EntryRef => ({ kind: 'tracker', id })),
    ),
  data_customer_service: (register) => data(register, 'customer_service', 'consumer'),
  data_security: (register) =>
    data(register, 'security', 'consumer').filter(({ id }) =>
      register.dataCategories.some((category) => category.id === id && !category.exportable),
    ),
  data_social_media: (register) =>
    all(
      data(register, 'social_media', 'consumer'),
      recipientsWhere(register, (recipient) => recipient.service === 'social_network'),
    ),
  data_professional: (register) =>
    all(
      data(register, 'company', 'professional'),
      data(register, 'accounting', 'professional'),
      data(register, 'contact', 'professional'),
    ),
  automated_decision: (register) =>
    register.purposes
      .filter(
        ({ automatedDecision }) =>
          automatedDecision && isWritten(automatedDecision.logic) && isWritten(automatedDecision.consequences),
      )
      .map(({ id }) => ({ kind: 'purpose', id })),
  internal_access: (register) =>
    all(
      recipientsWhere(register, ({ kind, service }) => kind === 'internal' && service === 'sales_advice'),
      recipientsWhere(register, ({ kind, service }) => kind === 'internal' && service === 'customer_service'),
    ),
  processors_by_kind: (register) =>
    all(
      service(register, 'digital_services'),
      service(register, 'social_media_agency'),
      service(register, 'delivery'),
      service(register, 'it'),
      all(service(register, 'payment'), service(register, 'credit_bureau')),
    ),
  required_before_contract: (register) => recipientsWhere(register, (recipient) => recipient.requiredBeforeContract),
  stored_in_eu: (register) =>
    all(
      ...AUDIENCES.map((audience) =>
        register.storagePlaces
          .filter((place) => place.audience.includes(audience))
          .map(({ id }): EntryRef => ({ kind: 'storage_place', id })),
      ),
    ),
  territory_reviewed: (register) => {
    const unreviewed = register.recipients.some(
      (recipient) => isOutsideParty(recipient) && recipient.nextReviewOn === null,
    )
    return unreviewed ? [] : recipientsWhere(register, isOutsideParty)
  },
  liability_limited: (register) => clausesOf(register, 'liability'),
  kept_during_contract: (register) => contract(register, 'consumer'),
  account_kept_until_inactive: (register) => inactive(register, 'consumer', ['account']),
  marketing_kept_until_withdrawn: (register) => newsletter(register, 'consumer'),
  cookies_kept_briefly: (register) => cookies(register, 'consumer'),
  forgotten_after_inactivity: (register) => inactive(register, 'consumer', ['customer']),
  professional_retention: (register) =>
    all(
      contract(register, 'professional'),
      newsletter(register, 'professional'),
      cookies(register, 'professional'),
      inactive(register, 'professional', ['company_contact']),
    ),
  right_to_information: (register) => all(rightsOpen(register), when(register.purposes.length > 0, CONTROLLER)),
  right_of_access: rightsOpen,
  right_to_rectification: rightsOpen,
  right_to_erasure: rightsOpen,
  right_to_object: (register) => all(rightsOpen(register), [...byEmail(register), ...advertising(register)]),
  right_to_withdraw: (register) => {
    const resting = register.purposes.filter(({ legalBasis }) => legalBasis === 'consent')
    const asked = resting.filter(isAsked).map(({ id }): EntryRef => ({ kind: 'purpose', id }))
    return asked.length === resting.length ? all(rightsOpen(register), asked) : []
  },
  requests_by_page_or_mail: ({ rightsChannel, controller }) =>
    when(
      Boolean(rightsChannel.contactPage && controller.contactPageUrl && rightsChannel.dpoEmail && mailOf(controller)),
      RIGHTS,
    ),
  identity_checked: identityChecked,
  cookies_explained: (register) =>
    all(clausesOf(register, 'cookies'), when(register.cookies.browserHelpUrl !== null, COOKIES)),
  policy_published: ({ controller, languages }) =>
    when(controller.siteUrl !== null && languages.offered.length > 0, CONTROLLER),
} as const satisfies Record<string, Statement>

export type StatementKey = keyof typeof STATEMENTS

export const STATEMENT_KEYS = Object.keys(STATEMENTS) as StatementKey[]

/** The register parts that express a statement. */
export const partsOfStatement = (register: Register, key: StatementKey): EntryRef[] => STATEMENTS[key](register)

export const isExpressed = (register: Register, key: StatementKey): boolean =>
  partsOfStatement(register, key).length > 0
