import type { Register } from '../model.ts'
import { AUDIENCES, type EntryKind } from '../words.ts'

const BOTH = [...AUDIENCES]
const UNUSED = { description: {} }

/** The initial value of a new entry: the most cautious answer where one is required. */
const BLANKS = {
  purpose: {
    ...UNUSED,
    audience: BOTH,
    topic: 'other',
    name: {},
    legalBasis: 'consent',
    legitimateInterest: {},
    legalObligation: {},
    dataCategories: [],
    recipients: [],
    retentionRules: [],
    profiling: false,
    automatedDecision: null,
    channel: 'none',
    signal: 'none',
    askedAt: [],
    provision: 'optional',
    withoutIt: {},
  },
  data_category: {
    ...UNUSED,
    audience: BOTH,
    topic: 'other',
    name: {},
    items: [],
    sources: [],
    sourceNote: {},
    special: false,
    specialCondition: null,
    adminFields: [],
    exportable: true,
  },
  recipient: {
    ...UNUSED,
    audience: BOTH,
    kind: 'processor',
    service: 'other',
    name: {},
    country: null,
    transfer: { mechanism: 'none' },
    buys: false,
    requiredBeforeContract: false,
    note: {},
    arrangement: {},
    agreement: null,
    noticeEmail: null,
    privacyPolicyUrl: null,
    lastReviewOn: null,
    nextReviewOn: null,
  },
  storage_place: {
    ...UNUSED,
    audience: BOTH,
    name: {},
    transfer: { mechanism: 'eea' },
    recipient: null,
    dataCategories: [],
  },
  retention_rule: {
    ...UNUSED,
    audience: BOTH,
    subject: 'customer',
    trigger: 'last_activity',
    months: 36,
    action: 'anonymise',
    dataCategories: [],
    noticeDays: 0,
    legalHolds: [],
  },
  tracker: {
    ...UNUSED,
    audience: BOTH,
    pattern: '',
    provider: '',
    recipient: null,
    purpose: null,
    lifetime: { unit: 'session' },
    party: 'first',
    storage: 'cookie',
    exemption: 'none',
  },
  clause: { audience: BOTH, section: 'introduction', title: {}, text: {} },
  sentence: { audience: BOTH, printed: true, text: {} },
} as const satisfies Record<EntryKind, object>

/** A new storage place is in the shop's country until staff change it. */
export function blankOf(kind: EntryKind, { controller }: Register): object {
  return kind === 'storage_place' ? { ...BLANKS[kind], country: controller.country ?? 'FR' } : BLANKS[kind]
}
