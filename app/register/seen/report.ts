import { subDays } from 'date-fns'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { noteSeen } from './store.ts'

/** A name that was not seen for this long, and that nobody looked at, is forgotten. */
const REMEMBERED_DAYS = 90

/**
 * Names only: a value can be a person's, and so can what looks like `name=value` or an address. What has white space or
 * `*` is no name that can be declared.
 */
export const trackerName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s*=;@\p{C}]+$/u)
export const trackerReport = z.strictObject({ names: z.array(trackerName).min(1).max(50) })
export type TrackerReport = z.infer<typeof trackerReport>

/** Notes which trackers a page of the storefront saw, so that staff can put them in the register. */
export async function reportTrackers(tx: ShopTransaction, { names }: TrackerReport): Promise<void> {
  const now = clock.now()
  await noteSeen(tx, { names: [...new Set(names)], at: now, forgetBefore: subDays(now, REMEMBERED_DAYS) })
}
