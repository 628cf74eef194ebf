/**
 * The closed lists of a register's words. The words come from the law (Regulation (EU) 2016/679, "GDPR") and Shopify;
 * the texts for people are in `messages/`.
 */

/** The kinds of entries, and the single parts of a register. */
export const ENTRY_KINDS = [
  'purpose',
  'data_category',
  'recipient',
  'storage_place',
  'retention_rule',
  'tracker',
  'clause',
  'sentence',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** The kinds of which staff add entries, put them in order and take them out. The fixed sentences are always there. */
export type AddableKind = Exclude<EntryKind, 'sentence'>
export const isAddable = (kind: EntryKind): kind is AddableKind => kind !== 'sentence'

export const SINGLE_KINDS = ['controller', 'rights_channel', 'cookies', 'languages'] as const
export type SingleKind = (typeof SINGLE_KINDS)[number]

export const PART_KINDS = [...SINGLE_KINDS, ...ENTRY_KINDS] as const
export type PartKind = (typeof PART_KINDS)[number]

/** Consumers buy on the website; professionals buy as, or on behalf of, a company. */
export const AUDIENCES = ['consumer', 'professional'] as const
export type Audience = (typeof AUDIENCES)[number]

/** The 24 official languages of the EU (Regulation No 1/1958, Art. 1, as last amended). */
export const LANGUAGES = [
  ...['bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'ga', 'hr'],
  ...['hu', 'it', 'lt', 'lv', 'mt', 'nl', 'pl', 'pt', 'ro', 'sk', 'sl', 'sv'],
] as const
export type Language = (typeof LANGUAGES)[number]

/** The languages of Kept's own sentences: those of the policy, the template and the receipts. */
export const WRITTEN_LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'nl'] as const satisfies readonly Language[]

/** GDPR Art. 6(1)(a) to (f). */
export const LEGAL_BASES = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]

/** GDPR Art. 9(2)(a) to (j). */
export const SPECIAL_CATEGORY_CONDITIONS = [
  'explicit_consent',
  'employment_law',
  'vital_interests',
  'not_for_profit_body',
  'made_public',
  'legal_claims',
  'substantial_public_interest',
  'health_care',
  'public_health',
  'archiving_research',
] as const

/** The topic of a purpose. Rules use it, never the name that the merchant gave the purpose. */
export const PURPOSE_TOPICS = [
  'transactions',
  'customer_service',
  'security',
  'legal',
  'statistics',
  'preferences',
  'marketing',
  'email_marketing',
  'profiling',
  'joint_use',
  'other',
] as const
export type PurposeTopic = (typeof PURPOSE_TOPICS)[number]

/** Whether a purpose is profiling (GDPR Art. 4(4)), as the merchant declares it. */
export const isProfiling = ({ profiling, topic }: { profiling: boolean; topic: PurposeTopic }): boolean =>
  profiling || topic === 'profiling'

/** The channel through which a purpose reaches the person. */
/** Channels for which Shopify itself asks, at checkout and in sign-up forms, and keeps the answer with the customer. */
export const MARKETING_CHANNELS = ['email', 'sms'] as const
export type MarketingChannel = (typeof MARKETING_CHANNELS)[number]

export const PURPOSE_CHANNELS = [...MARKETING_CHANNELS, 'ads', 'none'] as const
export type PurposeChannel = (typeof PURPOSE_CHANNELS)[number]

/**
 * Where a person is asked for a purpose that rests on consent. The banner asks only for what happens on the device and
 * in the storefront; messages and partners are asked where the person signs up for them, each with a switch of its own.
 */
export const ASKED_AT = ['banner', 'sign_up_form', 'account'] as const

/** Shopify's consent signals (https://shopify.dev/docs/api/customer-privacy). */
export const SHOPIFY_SIGNALS = ['preferences', 'analytics', 'marketing', 'sale_of_data'] as const
export type ShopifySignal = (typeof SHOPIFY_SIGNALS)[number]

export const SIGNALS = [...SHOPIFY_SIGNALS, 'none'] as const

/** Whether the person has to give the data: GDPR Art. 13(2)(e). */
export const PROVISIONS = ['required_by_law', 'required_for_contract', 'optional'] as const

export const DATA_TOPICS = [
  'contact',
  'newsletter',
  'account',
  'purchases',
  'location',
  'demographics',
  'navigation',
  'customer_service',
  'security',
  'social_media',
  'company',
  'accounting',
  'other',
] as const
export type DataTopic = (typeof DATA_TOPICS)[number]

/** Where data comes from: GDPR Art. 13 (the person) and Art. 14(2)(f) (elsewhere). */
export const DATA_SOURCES = ['data_subject', 'observed', 'derived', 'third_party', 'public_source'] as const

/**
 * GDPR Art. 4(8), 26, 4(7): `controller` decides on its own why and how (a carrier, a bank), so that there is neither an
 * agreement nor an arrangement with it. There is no buyer among them. Who pays for data is any of these with `buys`, and that breaks a promise. */
export const RECIPIENT_KINDS = ['internal', 'processor', 'joint_controller', 'controller', 'authority'] as const
export type RecipientKind = (typeof RECIPIENT_KINDS)[number]

export const SERVICES = [
  'sales_advice',
  'customer_service',
  'digital_services',
  'social_media_agency',
  'delivery',
  'it',
  'payment',
  'credit_bureau',
  'social_network',
  'partner_brand',
  'accounting',
  'public_authority',
  'other',
] as const
export type Service = (typeof SERVICES)[number]

/** GDPR Art. 45 (adequacy) and 46(2)(c) (standard clauses); `eea` is not a transfer. */
export const TRANSFER_MECHANISMS = ['eea', 'adequacy', 'standard_clauses', 'none'] as const
export type TransferMechanism = (typeof TRANSFER_MECHANISMS)[number]

export const RETENTION_SUBJECTS = [
  'customer',
  'prospect',
  'newsletter',
  'account',
  'cookie',
  'company_contact',
  'order',
] as const
export type RetentionSubject = (typeof RETENTION_SUBJECTS)[number]

export const RETENTION_TRIGGERS = ['last_activity', 'end_of_relationship', 'withdrawal', 'consent_date'] as const
export type RetentionTrigger = (typeof RETENTION_TRIGGERS)[number]

export const RETENTION_ACTIONS = ['anonymise', 'delete'] as const
export type RetentionAction = (typeof RETENTION_ACTIONS)[number]

export const PARTIES = ['first', 'third'] as const

export const TRACKER_STORAGES = ['cookie', 'local_storage', 'session_storage', 'pixel'] as const

/**
 * Why a tracker may be set without consent: Directive 2002/58/EC Art. 5(3), loi 78-17 Art. 82; for audience
 * measurement, CNIL guidelines 2020-091 §§ 49-52.
 */
export const TRACKER_EXEMPTIONS = ['none', 'strictly_necessary', 'audience_measurement'] as const
export type TrackerExemption = (typeof TRACKER_EXEMPTIONS)[number]

export const LIFETIME_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const
export type LifetimeUnit = (typeof LIFETIME_UNITS)[number]

/** How a person proves their identity before data is shown or changed: GDPR Art. 12(6). */
export const IDENTITY_METHODS = ['account_login', 'email_link', 'call_back', 'proof_of_identity'] as const

/** The sections of the policy in which the merchant can place clauses. */
export const POLICY_SECTIONS = [
  'introduction',
  'controller',
  'purposes',
  'data',
  'automated_decisions',
  'recipients',
  'storage',
  'retention',
  'rights',
  'cookies',
  'security',
  'liability',
  'changes',
] as const
export type PolicySection = (typeof POLICY_SECTIONS)[number]
