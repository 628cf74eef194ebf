/** The closed lists of mail's words. */

/** Mails to a person about their request. */
export const PERSON_TEMPLATES = [
  'request_received',
  /** Prove who you are. */
  'identity_link',
  /** The way to their own page. */
  'your_link',
  /** The way into the privacy centre of whoever reads a mailbox. */
  'centre_link',
  /** GDPR Art. 12(3). */
  'more_time',
  'answer_ready',
  /** GDPR Art. 12(4). */
  'refused',
  /** GDPR Art. 17, 12(3): what was erased, what is kept and why. */
  'erasure_done',
  /** GDPR Art. 16, 12(3): what was corrected, and what was not and why. */
  'rectification_done',
  /** GDPR Art. 18: since when, what it means, what was done. */
  'restriction_set',
  /** GDPR Art. 18(3): told before it ends. */
  'restriction_lifting',
  'restriction_kept',
  /** GDPR Art. 22(3): what a person decided, and why. */
  'review_decided',
  /** GDPR Art. 21, 7(3): what was stopped, and what is left. */
  'objection_done',
] as const
export type PersonTemplate = (typeof PERSON_TEMPLATES)[number]

/** Mails to staff: they hold no more of a person than what kind of request it is. */
const STAFF_TEMPLATES = ['staff_new', 'staff_due', 'staff_overdue', 'staff_erasure_late', 'staff_returned'] as const
export type StaffTemplate = (typeof STAFF_TEMPLATES)[number]

/** Mails to recipients of data (GDPR Art. 19). They name nobody: a page behind their link does. */
const RECIPIENT_TEMPLATES = ['recipient_notice', 'recipient_reminder'] as const

export const MAIL_TEMPLATES = [...PERSON_TEMPLATES, ...STAFF_TEMPLATES, ...RECIPIENT_TEMPLATES] as const
export type MailTemplate = (typeof MAIL_TEMPLATES)[number]

export const isForStaff = (template: MailTemplate): template is StaffTemplate =>
  STAFF_TEMPLATES.some((each) => each === template)

/** Whether the mail goes to somebody with data of whom it is about: it is sealed under their key, and goes with them. */
export const isForPerson = (template: MailTemplate): template is PersonTemplate =>
  PERSON_TEMPLATES.some((each) => each === template)

/**
 * `queued`: it will be sent. `accepted`: the mail server took it. `refused`: it took it not, for good. `bounced`: it came
 * back later. `given_up`: the server could not be reached for a day. `unsent`: it could not be sent from the beginning.
 */
export const OUTBOX_STATES = ['queued', 'accepted', 'refused', 'bounced', 'given_up', 'unsent'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

/** Why it was not sent, or did not arrive. */
export const OUTBOX_REASONS = [
  'not_configured',
  'no_address',
  'refused_by_server',
  'unreachable',
  'erased',
  /** Why it bounced. */
  'unknown_address',
  'mailbox_full',
  'blocked',
  'other',
] as const
export type OutboxReason = (typeof OUTBOX_REASONS)[number]

export type BounceReason = Extract<OutboxReason, 'unknown_address' | 'mailbox_full' | 'blocked' | 'other'>

/** States in which the person was not reached: staff have to do something. */
export const UNDELIVERED = ['refused', 'bounced', 'given_up', 'unsent'] as const satisfies OutboxState[]
