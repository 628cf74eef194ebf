import * as words from '../words.ts'

/** The closed lists from which fields choose, by the name of their labels in `messages/`. */
export const WORD_LISTS = {
  audience: words.AUDIENCES,
  legalBasis: words.LEGAL_BASES,
  specialCondition: words.SPECIAL_CATEGORY_CONDITIONS,
  purposeTopic: words.PURPOSE_TOPICS,
  channel: words.PURPOSE_CHANNELS,
  askedAt: words.ASKED_AT,
  signal: words.SIGNALS,
  provision: words.PROVISIONS,
  dataTopic: words.DATA_TOPICS,
  source: words.DATA_SOURCES,
  recipientKind: words.RECIPIENT_KINDS,
  service: words.SERVICES,
  mechanism: words.TRANSFER_MECHANISMS,
  retentionSubject: words.RETENTION_SUBJECTS,
  retentionTrigger: words.RETENTION_TRIGGERS,
  retentionAction: words.RETENTION_ACTIONS,
  party: words.PARTIES,
  trackerStorage: words.TRACKER_STORAGES,
  trackerExemption: words.TRACKER_EXEMPTIONS,
  lifetimeUnit: ['session', 'persistent', ...words.LIFETIME_UNITS],
  identityMethod: words.IDENTITY_METHODS,
  policySection: words.POLICY_SECTIONS,
} as const satisfies Record<string, readonly string[]>

export type WordList = keyof typeof WORD_LISTS
