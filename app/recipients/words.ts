/** The closed lists of how recipients are told (GDPR Art. 19). */

/** What a recipient is told of. */
export const NOTICE_OCCASIONS = [
  'erasure',
  'rectification',
  'restriction',
  'restriction_lifted',
  /** To advertising, or a consent to it was withdrawn. */
  'objection',
  /** To purposes that the notice names: profiling, the sale of data, or one for which consent was withdrawn. */
  'purpose_objection',
] as const
export type NoticeOccasion = (typeof NOTICE_OCCASIONS)[number]

/** The article of the GDPR by which a recipient is told. */
export const NOTICE_ARTICLES: Record<NoticeOccasion, string> = {
  erasure: '19',
  rectification: '19',
  restriction: '19',
  restriction_lifted: '19',
  objection: '7(3), 21',
  purpose_objection: '7(3), 21',
}

/** Tools with a ready connection: `connections/`. */
const CONNECTED_TOOLS = ['klaviyo', 'mailchimp'] as const
export type ConnectedTool = (typeof CONNECTED_TOOLS)[number]

/** `platform`: Shopify itself, which does it when the shop's own data is erased or changed. */
export const RECIPIENT_WAYS = ['email', 'webhook', ...CONNECTED_TOOLS, 'platform', 'by_hand'] as const
export type RecipientWayName = (typeof RECIPIENT_WAYS)[number]

export const isConnectedTool = (way: RecipientWayName): way is ConnectedTool =>
  CONNECTED_TOOLS.some((tool) => tool === way)

/**
 * `to_send`: it is on its way. `sent`: the recipient has it, and has not said what it did. `overdue`: nor in the time that the
 * shop gives. `by_hand`: staff have to tell it. `failed`: it could not be sent.
 */
export const RECIPIENT_TASK_STATES = [
  'told_by_platform',
  'to_send',
  'sent',
  'confirmed',
  'overdue',
  'refused',
  'by_hand',
  'done_by_hand',
  'failed',
] as const
export type RecipientTaskState = (typeof RECIPIENT_TASK_STATES)[number]

/** Nothing is left to do. */
export const ENDED_STATES = ['told_by_platform', 'confirmed', 'refused', 'done_by_hand'] as const
export type EndedState = (typeof ENDED_STATES)[number]

/** Why a task is in its state. */
export const RECIPIENT_TASK_CODES = [
  'no_mail_server',
  'no_address',
  'mail_refused',
  'mail_returned',
  'mail_server_away',
  /** Its endpoint did not answer, or with an error, for days. */
  'no_answer',
  /** The address leads into the installation's own network. */
  'address_not_allowed',
  /** The tool does not take the key. */
  'key_refused',
  'call_refused',
  'not_set_up',
  /** The tool finds people by an identifier that nobody knows. */
  'no_identifier',
  /** The tool's API cannot do it. */
  'not_by_api',
  /** The tool has nothing of this person. */
  'nothing_held',
  /** Who it was about has been forgotten. */
  'forgotten',
] as const
export type RecipientTaskCode = (typeof RECIPIENT_TASK_CODES)[number]

/** What staff can do with a task. */
export type TaskAct = 'mark_done' | 'send_again'
