import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import { config } from '../../platform/config.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { newWebhookSecret } from '../../platform/webhook-signature.ts'
import { SECRET_OVERLAP_DAYS } from '../limits.ts'
import { isPlatform } from '../model.ts'
import { recipientSchedule } from '../timeline/model.ts'
import { isConnectedTool } from '../words.ts'
import { type TypedWay, type WayProblem, wayProblem } from './model.ts'
import { registerToTellOf } from './read.ts'
import { findWay, removeWay, rotateCredential, writeSchedule, writeWay } from './store.ts'

export type WaySaved =
  | { ok: true /** Shown once. */; secret: string | null }
  | { ok: false; reason: 'changed_since' | 'no_recipient' }
  | { ok: false; reason: 'refused'; problem: WayProblem }

const CHANGED: WaySaved = { ok: false, reason: 'changed_since' }

/** How a recipient is told from now on. A new webhook's secret is returned, and never again. */
export async function saveRecipientWay(tx: ShopTransaction, typed: TypedWay, staffId: string): Promise<WaySaved> {
  const { recipientId, way, setup, apiKey, revision } = typed
  const recipient = (await registerToTellOf(tx))?.recipients.find(({ id }) => id === recipientId)
  if (!recipient) return { ok: false, reason: 'no_recipient' }
  const before = await findWay(tx, recipientId)
  if (way === null) {
    if (before === null) return { ok: true, secret: null }
    return (await removeWay(tx, recipientId, revision)) ? { ok: true, secret: null } : CHANGED
  }
  const isSameWay = before?.way === way
  const problem = wayProblem(typed, {
    noticeEmail: recipient.noticeEmail,
    isPlatform: isPlatform(recipient),
    hasKey: isSameWay && before.hasCredential,
    isTrusted: (host) => config.OUTBOUND_TRUSTED_HOSTS.includes(host),
  })
  if (problem) return { ok: false, reason: 'refused', problem }
  const secret = way === 'webhook' && !isSameWay ? newWebhookSecret() : null
  const key = isConnectedTool(way) && apiKey !== '' ? apiKey : null
  // The credential of another way goes.
  const credential = secret ?? key ?? (isSameWay ? undefined : null)
  const by = { updatedAt: clock.now(), updatedBy: staffId }
  const isSaved = await writeWay(tx, { recipientId, way, setup, credential }, revision, by)
  return isSaved ? { ok: true, secret } : CHANGED
}

/** A new secret for a webhook, which counts at once; the one before counts for some days more. */
export async function rotateRecipientSecret(
  tx: ShopTransaction,
  { recipientId, revision }: { recipientId: string; revision: number },
  staffId: string,
): Promise<WaySaved> {
  const [secret, now] = [newWebhookSecret(), clock.now()]
  const rotated = { recipientId, way: 'webhook', credential: secret, revision } as const
  const previousUntil = addDays(now, SECRET_OVERLAP_DAYS)
  const isSaved = await rotateCredential(tx, { ...rotated, previousUntil }, { updatedAt: now, updatedBy: staffId })
  return isSaved ? { ok: true, secret } : CHANGED
}

/** False for days that are not in order. */
export async function saveRecipientSchedule(tx: ShopTransaction, typed: unknown, staffId: string): Promise<boolean> {
  const schedule = recipientSchedule.safeParse(typed)
  if (!schedule.success) return false
  await writeSchedule(tx, schedule.data, { updatedAt: clock.now(), updatedBy: staffId })
  return true
}
