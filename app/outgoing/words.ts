/** The closed lists of outgoing webhooks. */

/** What the shop's own systems can be told. */
export const OUTGOING_EVENTS = ['consent.changed', 'request.moved', 'person.erased'] as const
export type OutgoingEventType = (typeof OUTGOING_EVENTS)[number]

/** What staff send to find out whether an address answers. */
export const TEST_EVENT = 'webhook.test'

/** `failing`: it was switched off after days without a success. `gone`: it said so itself (410). */
export const ENDPOINT_STATES = ['on', 'off', 'failing', 'gone'] as const
export type EndpointState = (typeof ENDPOINT_STATES)[number]

/** `forgotten`: the person was erased before it was told. `off`: the address was switched off or removed before. */
export const OUTGOING_STATES = ['waiting', 'delivered', 'failed', 'forgotten', 'off'] as const
export type OutgoingState = (typeof OUTGOING_STATES)[number]

/** Why a try failed, where no server answered. */
export const OUTGOING_CODES = ['no_answer', 'address_not_allowed'] as const
export type OutgoingCode = (typeof OUTGOING_CODES)[number]
