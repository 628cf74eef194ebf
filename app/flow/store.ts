import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import type { SubjectId } from '../subjects/index.ts'
import { FLOW_TRIGGERS, type FlowFacts, type FlowState, type FlowTrigger } from './model.ts'

export interface FlowEvent {
  /** What happened: a second event with the same key is none. */
  key: string
  trigger: FlowTrigger
  subjectId: SubjectId
  facts: FlowFacts
}

/** False when it was noted before. */
export async function insertFlowEvent(tx: ShopTransaction, event: FlowEvent, at: Date): Promise<boolean> {
  const { facts, ...columns } = event
  const { count } = await tx.flowEvent.createMany({
    data: [{ shop: tx.shop, ...columns, facts: { ...facts }, state: 'waiting' satisfies FlowState, createdAt: at }],
    skipDuplicates: true,
  })
  return count === 1
}

const waiting = z.object({
  key: z.string(),
  trigger: z.enum(FLOW_TRIGGERS),
  subjectId: z.uuid().transform((id) => id as SubjectId),
  facts: z.object({
    kind: z.string().optional(),
    dueOn: z.string().optional(),
    purpose: z.string().optional(),
    on: z.string().optional(),
  }),
})

/** The event that still waits; null when it was told, or its person was erased. */
export async function findWaiting(tx: ShopTransaction, key: string): Promise<FlowEvent | null> {
  const row = await tx.flowEvent.findFirst({ where: { key, state: 'waiting' satisfies FlowState } })
  return row && waiting.parse(row)
}

export async function settleFlowEvent(
  tx: ShopTransaction,
  key: string,
  { state, at }: { state: Exclude<FlowState, 'waiting'>; at: Date },
): Promise<void> {
  await tx.flowEvent.updateMany({
    where: { key, state: 'waiting' satisfies FlowState },
    data: { state, settledAt: at },
  })
}

/** False when this run of the action was worked before. */
export async function insertFlowRun(
  tx: ShopTransaction,
  run: { runId: string; requestId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.flowRun.createMany({ data: [{ shop: tx.shop, ...run }], skipDuplicates: true })
  return count === 1
}

/** The request that a run of the action filed; null before it did. */
export async function requestOfFlowRun(tx: ShopTransaction, runId: string): Promise<string | null> {
  const found = await tx.flowRun.findFirst({ where: { runId }, select: { requestId: true } })
  return found?.requestId ?? null
}
