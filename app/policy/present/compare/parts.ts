/** The register parts that are about a statement, even where they say something else than the statement. */
import {
  type Audience,
  type DataTopic,
  type EntryRef,
  type PurposeTopic,
  partsOfStatement,
  type Recipient,
  type Register,
  type RetentionRule,
  type RetentionSubject,
  type Service,
  type StatementKey,
} from '../../../register/index.ts'
import type { Concept } from '../signals/terms.ts'
import type { ReadSentence } from './read.ts'

export const TOPIC_OF: Partial<Record<StatementKey, PurposeTopic>> = {
  purpose_transactions: 'transactions',
  purpose_advertising: 'marketing',
  purpose_email: 'email_marketing',
  purpose_profiling: 'profiling',
  purpose_statistics: 'statistics',
  purpose_customer_service: 'customer_service',
  purpose_security: 'security',
  purpose_legal: 'legal',
}

const SUBJECTS_OF: Partial<Record<StatementKey, readonly RetentionSubject[]>> = {
  kept_during_contract: ['order'],
  account_kept_until_inactive: ['account', 'company_contact'],
  marketing_kept_until_withdrawn: ['newsletter'],
  cookies_kept_briefly: ['cookie'],
  forgotten_after_inactivity: ['customer', 'prospect', 'company_contact'],
}

export const DATA_TOPICS_OF: Partial<Record<StatementKey, readonly DataTopic[]>> = {
  data_contact: ['contact'],
  data_newsletter: ['newsletter'],
  data_account_and_purchases: ['account', 'purchases'],
  data_location_and_demographics: ['location', 'demographics'],
  data_navigation: ['navigation'],
  data_customer_service: ['customer_service'],
  data_security: ['security'],
  data_social_media: ['social_media'],
  data_professional: ['company', 'accounting', 'contact'],
}

/** What a sentence about providers says of their work. */
const SERVICES_OF: Partial<Record<Concept, Service>> = {
  deliver: 'delivery',
  payment_provider: 'payment',
  credit_bureau: 'credit_bureau',
  social_agency: 'social_media_agency',
  hosting: 'it',
  digital_services: 'digital_services',
}

/** What the second part of a policy says with the same words as the first. */
export function statementForReader(statement: StatementKey, isForBusiness: boolean): StatementKey {
  if (!isForBusiness) return statement
  if (TOPIC_OF[statement]) return 'professional_purposes'
  return SUBJECTS_OF[statement] ? 'professional_retention' : statement
}

export const audienceOf = ({ isForBusiness }: Pick<ReadSentence, 'isForBusiness'>): Audience =>
  isForBusiness ? 'professional' : 'consumer'

export const rulesAbout = (register: Register, statement: StatementKey, audience: Audience): RetentionRule[] =>
  register.retentionRules.filter(
    (rule) => rule.audience.includes(audience) && (SUBJECTS_OF[statement]?.includes(rule.subject) ?? false),
  )

export const purposesAbout = (register: Register, statement: StatementKey, audience: Audience) =>
  register.purposes.filter((purpose) => purpose.audience.includes(audience) && purpose.topic === TOPIC_OF[statement])

const categoriesAbout = (register: Register, statement: StatementKey, audience: Audience) =>
  register.dataCategories.filter(
    (category) =>
      category.audience.includes(audience) && (DATA_TOPICS_OF[statement]?.includes(category.topic) ?? false),
  )

export const isProcessor = ({ kind }: Recipient): boolean => kind === 'processor' || kind === 'joint_controller'

/** The kinds of work that a sentence about providers names. */
export const servicesMeant = ({ signs }: ReadSentence): Service[] => [
  ...new Set([...signs.mentions.keys()].flatMap((concept) => SERVICES_OF[concept] ?? [])),
]

function providersAbout(register: Register, sentence: ReadSentence): Recipient[] {
  const meant = servicesMeant(sentence)
  const providers = register.recipients.filter(
    (recipient) => isProcessor(recipient) && recipient.audience.includes(audienceOf(sentence)),
  )
  return meant.length === 0 ? providers : providers.filter(({ service }) => meant.includes(service))
}

/** `statement` as the sentence says it to consumers, also in the part for professionals. */
export function partsAbout(register: Register, statement: StatementKey, sentence: ReadSentence): EntryRef[] {
  const audience = audienceOf(sentence)
  const refs = <Kind extends EntryRef['kind']>(kind: Kind, entries: readonly { id: string }[]) =>
    entries.map(({ id }): EntryRef => ({ kind, id }))
  if (TOPIC_OF[statement]) return refs('purpose', purposesAbout(register, statement, audience))
  if (SUBJECTS_OF[statement]) return refs('retention_rule', rulesAbout(register, statement, audience))
  if (DATA_TOPICS_OF[statement]) return refs('data_category', categoriesAbout(register, statement, audience))
  if (statement === 'processors_by_kind') return refs('recipient', providersAbout(register, sentence))
  if (statement === 'stored_in_eu')
    return refs(
      'storage_place',
      register.storagePlaces.filter((place) => place.audience.includes(audience)),
    )
  // The whole register says it: what is sold would be a recipient.
  if (statement === 'no_sale') return [{ kind: 'controller', id: null }]
  return partsOfStatement(register, statement)
}
