import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { SIGNAL_STATES } from './model.ts'

const row = z.object({
  refusals: z.record(z.string(), z.number()),
  profiling: z.boolean(),
  state: z.enum(SIGNAL_STATES),
  code: z.string().nullable(),
})
export type NotedSignals = z.infer<typeof row>

/** What was written last for the person whose subjects these are; null when nothing ever was. */
export async function readNotedSignals(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
): Promise<NotedSignals | null> {
  const found = await tx.customerSignal.findFirst({
    where: { subjectId: { in: [...subjects] } },
    orderBy: { updatedAt: 'desc' },
  })
  return found && row.parse(found)
}

/** The person may have been erased meanwhile: then nothing is noted of them. */
export async function noteSignals(tx: ShopTransaction, subjectId: SubjectId, noted: NotedSignals): Promise<void> {
  const known = await tx.subject.findUnique({ where: { shop_id: { shop: tx.shop, id: subjectId } } })
  if (!known) return
  const now = { ...noted, updatedAt: clock.now() }
  await tx.customerSignal.upsert({
    where: { shop_subjectId: { shop: tx.shop, subjectId } },
    create: { shop: tx.shop, subjectId, ...now },
    update: now,
  })
}

/** Whatever was written is written anew: the person's customer is another one now. */
export async function forgetSignals(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.customerSignal.deleteMany({ where: { subjectId: { in: [...subjects] } } })
}
