/**
 * Every table with a tenant's rows, in the order in which they can be emptied: what refers to others first. A test
 * holds it against the database.
 */
export const TENANT_TABLES: readonly string[] = [
  // First of all: who stores something for the shop holds on to it, and nobody does any more when it is gone.
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
  // After the ledger's own row, which whoever seals holds on to.
  'consent_seals',
  // After the seals, which it would be made from again.
  'consent_trees',
  'consent_subtrees',
  'consent_checkpoint_deliveries',
  'consent_checkpoints',
  'consent_checkpoint_recipients',
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
  'register_edits',
  'seen_trackers',
  'register_drafts',
  'purposes',
  'register_versions',
  'access_log',
  'sessions',
  'inbox_messages',
]
