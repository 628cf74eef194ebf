import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { IsoDate } from '../../register/index.ts'
import { dayIn } from '../clock/model.ts'
import { type ErasurePlan, erasurePlan, isLeftByStep } from '../erasure/plan/model.ts'

/** The last day on which Kept's answer to a request can be downloaded; null where there is none. */
export async function answerUntil(
  tx: ShopTransaction,
  { id, timeZone }: { id: string; timeZone: string },
): Promise<IsoDate | null> {
  const ready = await tx.requestAnswer.findFirst({
    where: { requestId: id, state: 'ready', availableUntil: { gt: clock.now() } },
    select: { availableUntil: true },
  })
  return ready?.availableUntil ? dayIn(timeZone, ready.availableUntil) : null
}

/** The plan by which a person is erased, as it was confirmed, and the groups that no step could erase; null where none was. */
export async function confirmedPlan(
  tx: ShopTransaction,
  requestId: string,
): Promise<{ plan: ErasurePlan; left: ReadonlySet<string> } | null> {
  const found = await tx.erasure.findFirst({
    where: { requestId, confirmedAt: { not: null } },
    select: { plan: true, steps: { select: { step: true, state: true, code: true } } },
  })
  if (!found?.plan) return null
  return {
    plan: erasurePlan.parse(found.plan),
    left: new Set(found.steps.filter(isLeftByStep).map(({ step }) => step)),
  }
}
