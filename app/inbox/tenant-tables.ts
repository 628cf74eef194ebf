/**
 * Every table with a tenant's rows, in an order in which they can be emptied: referring tables first. A test checks it
 * against the database.
 */
export const TENANT_TABLES: readonly string[] = [
  // First: whatever stores something for the shop locks this row, and stops when it is gone.
  'installations',
  'subject_identifiers',
  'data_subject_requests',
  'subjects',
  'remembered_erasures',
  'merged_customers',
  'marketing_write_backs',
  'marketing_heard',
  'consent_staff_entries',
  'consent_events',
  'consent_erasures',
  'consent_ledgers',
  // After the ledger's own row, which sealing locks.
  'consent_seals',
  // After the seals, from which they would be created again.
  'consent_trees',
  'consent_subtrees',
  'consent_checkpoint_deliveries',
  'consent_checkpoints',
  'consent_checkpoint_recipients',
  'consent_audits',
  'consent_signing_keys',
  'consent_acceptance',
  'consent_acceptance_reach',
  'banner_publications',
  'banner_renderings',
  'banner_versions',
  'banner_settings',
  'storefront_check_phases',
  'storefront_checks',
  'policy_pages',
  'policy_publications',
  'policy_readings',
  'register_setups',
  'register_edits',
  'seen_trackers',
  'register_drafts',
  'purposes',
  'register_versions',
  'access_log',
  'sessions',
  'inbox_messages',
]
