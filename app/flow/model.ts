/** What Kept tells Shopify Flow: names, dates and the customer's reference, nothing else of a person. Pure. */

/** Each is an extension of its own, `extensions/HANDLE/`, which says what a workflow gets. */
export const FLOW_TRIGGERS = [
  'privacy-request-received',
  'privacy-request-due-soon',
  'privacy-request-overdue',
  'consent-withdrawn',
] as const
export type FlowTrigger = (typeof FLOW_TRIGGERS)[number]

/** What happened, as the row that waits keeps it: names of Kept's lists and of the register, and days. */
export interface FlowFacts {
  /** Of a request: REQUEST_KINDS. */
  kind?: string
  /** ISO date. */
  dueOn?: string
  /** Of a withdrawal: the purpose's name in the register. */
  purpose?: string
  /** ISO date. */
  on?: string
}

/** The names of the fields, which are written the same in the extension's configuration: letters and spaces only. */
const FIELDS = { kind: 'Request kind', dueOn: 'Due date', purpose: 'Purpose', on: 'Withdrawn on' } as const

const FIELDS_OF = {
  'privacy-request-received': ['kind', 'dueOn'],
  'privacy-request-due-soon': ['kind', 'dueOn'],
  'privacy-request-overdue': ['kind', 'dueOn'],
  'consent-withdrawn': ['purpose', 'on'],
} as const satisfies Record<FlowTrigger, readonly (keyof FlowFacts)[]>

/** The custom fields of a trigger. */
export const flowFieldsOf = (trigger: FlowTrigger): string[] => FIELDS_OF[trigger].map((fact) => FIELDS[fact])

/** @param customerId Shopify's number */
export const payloadOf = (
  trigger: FlowTrigger,
  facts: FlowFacts,
  customerId: string,
): Record<string, string | number> => ({
  customer_id: Number(customerId),
  ...Object.fromEntries(FIELDS_OF[trigger].map((fact) => [FIELDS[fact], facts[fact] ?? ''])),
})

/** `nobody`: the person is no customer of Shopify's (any more). `refused`: Shopify does not take it. */
export type FlowState = 'waiting' | 'fired' | 'nobody' | 'refused'
