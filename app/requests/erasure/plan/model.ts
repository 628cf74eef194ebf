/** The plan of an erasure: what becomes of each group of data, and why. It holds no personal data. Pure. */
import { z } from 'zod'
import { ERASURE_GROUPS, LEGAL_HOLD } from '../model.ts'

const day = z.iso.date()

const fate = z.discriminatedUnion('fate', [
  z.strictObject({ fate: z.literal('erased_now') }),
  z.strictObject({ fate: z.literal('pending_at_shopify'), until: day }),
  z.strictObject({
    fate: z.literal('archived'),
    until: day.nullable(),
    holds: z.array(z.strictObject({ keeps: z.string(), law: z.string(), until: day.nullable() })),
  }),
  z.strictObject({ fate: z.literal('kept_as_hash') }),
  z.strictObject({ fate: z.literal('by_hand'), task: z.string() }),
  z.strictObject({ fate: z.literal('not_readable'), scope: z.string() }),
  z.strictObject({ fate: z.literal('nothing_held') }),
])

const planLine = z.strictObject({
  group: z.enum(ERASURE_GROUPS),
  fate,
  /** How much there is; null where nobody counts. */
  count: z.int().min(0).nullable(),
})
export type PlanLine = z.infer<typeof planLine>

export const erasurePlan = z.strictObject({
  madeOn: day,
  audience: z.enum(['consumer', 'professional']),
  /** A line for each group, in the order of ERASURE_GROUPS. */
  lines: z.array(planLine),
  /** Who will be told (GDPR Art. 19): ids of the register, and names as it has them. */
  recipients: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** The version of the register by which it was made; null before the first. */
  registerVersion: z.int().nullable(),
  /** The company has no other contact: its name and addresses may be the person's (a sole trader). */
  soleTrader: z.boolean(),
  /** Kept may ask Shopify to erase, or there is no customer to erase. */
  mayRequest: z.boolean(),
})
export type ErasurePlan = z.infer<typeof erasurePlan>

const KEPT: ReadonlySet<string> = new Set(['archived', 'by_hand', 'not_readable'])

/** Whether staff have to say why: something stays that the person asked to have erased. Recipients are told in any case. */
export const keepsSomething = ({ lines }: Pick<ErasurePlan, 'lines'>): boolean =>
  lines.some(({ group, fate: { fate } }) => group !== 'recipients' && KEPT.has(fate))

/** The day by which Shopify has erased; null where nothing is left to Shopify. */
export function shopifyDoneBy({ lines }: Pick<ErasurePlan, 'lines'>): string | null {
  const days = lines.flatMap(({ fate: one }) => (one.fate === 'pending_at_shopify' ? [one.until] : []))
  return days.toSorted().at(-1) ?? null
}

/** Groups whose step has a way of its own on: Shopify is asked again, and recipients have their tasks. */
const WITH_A_WAY: readonly string[] = ['customer_profile', 'recipients']

/** Whether a step left something that staff can do by hand. */
export const isLeftByStep = ({ step, state, code }: { step: string; state: string; code: string | null }): boolean =>
  ['denied', 'refused', 'by_hand'].includes(state) &&
  code !== LEGAL_HOLD &&
  !WITH_A_WAY.includes(step) &&
  ERASURE_GROUPS.some((group) => group === step)
