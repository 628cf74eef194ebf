import { ERASURE_GROUPS } from '../model.ts'
import { personHash } from './hash.ts'
import type { ErasureRecord, ProofParts } from './model.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const outcomeOf = ({ state, count, code, doneBy, at }: ErasureRecord['steps'][number]) => ({
  ...{ state, count, code, at: at.toISOString() },
  ...(doneBy && { by: doneBy }),
})

/** Says in the proof's words what the erasure's own tables say. */
export function composeProof(record: ErasureRecord): ProofParts {
  const { plan, steps, shopify, recipients } = record
  return {
    about: {
      person: record.lookups.map((lookup) => personHash(record.erasureId, lookup)).toSorted(),
      origin: record.origin,
      request: record.requestId,
      plannedAt: iso(record.plannedAt),
      confirmedAt: iso(record.confirmedAt),
      confirmedBy: record.confirmedBy,
      answeredAt: iso(record.answeredAt),
      keptErasedAt: iso(record.keptErasedAt),
    },
    groups: ERASURE_GROUPS.flatMap((group) => {
      const fate = plan.find((line) => line.group === group)?.fate ?? null
      const step = steps.find((one) => one.group === group)
      if (!fate && !step) return []
      return [{ group, fate, outcome: step ? outcomeOf(step) : null }]
    }),
    shopify: {
      state: shopify.state,
      requestedAt: iso(shopify.requestedAt),
      heldUntil: shopify.heldUntil,
      erasedBy: shopify.erasedBy,
      redactSeenAt: iso(shopify.redactSeenAt),
      settledAt: iso(shopify.settledAt),
      settledBy: shopify.settledBy,
      code: shopify.code,
    },
    recipients: recipients.map(({ id, name, state, at }) => ({ id, name, state, at: iso(at) })),
  }
}
