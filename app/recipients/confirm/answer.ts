import { z } from 'zod'
import { writtenLanguage } from '../../mail/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { isSecretOf, readToken } from '../../platform/link-token.ts'
import { controllerSignature } from '../../register/index.ts'
import { MAX_TASK_NOTE } from '../limits.ts'
import { hasEnded } from '../model.ts'
import { openTask, sealNote } from '../secret.ts'
import { endTask, findTask, lockTask, type TaskRow } from '../store.ts'
import { forgottenAt, overdueAt } from '../timeline/model.ts'
import { readSchedule } from '../ways/store.ts'
import { answeredPage, noNoticePage, noticePage } from './page.ts'

/** What a recipient sends. */
export const recipientAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('confirm') }),
  z.object({ answer: z.literal('refuse'), reason: z.string().trim().max(MAX_TASK_NOTE) }),
])
export type RecipientAnswer = z.infer<typeof recipientAnswer>

export interface ShownNotice {
  html: string
  /** False for a link that leads nowhere. */
  isFound: boolean
}

/** The task whose link this is, while the link counts. */
async function findLinked(tx: ShopTransaction, text: string, find: typeof findTask): Promise<TaskRow | null> {
  const token = readToken(text)
  const task = token && (await find(tx, token.id))
  if (!token || !task?.linkHash || !task.linkUntil || task.linkUntil <= clock.now()) return null
  return isSecretOf(token.secret, task.linkHash) ? task : null
}

/** The page of a notice. It changes nothing, because programs that look for viruses open links too. */
export async function showNotice(tx: ShopTransaction, token: string): Promise<ShownNotice> {
  return pageOf(tx, await findLinked(tx, token, findTask), false)
}

/** Takes a recipient's answer. The first one counts; a task that has ended is only shown. */
export async function takeAnswer(tx: ShopTransaction, token: string, sent: RecipientAnswer): Promise<ShownNotice> {
  const task = await findLinked(tx, token, lockTask)
  if (!task || hasEnded(task.state)) return pageOf(tx, task, false)
  if (sent.answer === 'refuse' && sent.reason === '') return pageOf(tx, task, true)
  const { id } = task
  const settledAt = clock.now()
  const ended = { settledAt, code: null, httpStatus: null, sentAt: task.sentAt ?? settledAt, nextAt: forgottenAt(task) }
  if (sent.answer === 'confirm') await endTask(tx, id, { ...ended, state: 'confirmed' })
  else {
    await endTask(tx, id, { ...ended, state: 'refused', note: sealNote({ shop: tx.shop, id }, sent.reason) })
  }
  return pageOf(tx, await findTask(tx, id), false)
}

async function pageOf(tx: ShopTransaction, task: TaskRow | null, isReasonMissing: boolean): Promise<ShownNotice> {
  const signature = await controllerSignature(tx)
  const language = writtenLanguage(signature.language)
  if (!task) return { html: noNoticePage(language), isFound: false }
  const shop = signature.name || tx.shop
  const secret = hasEnded(task.state) ? null : openTask(tx, task)
  if (!secret) {
    const state = task.state === 'confirmed' || task.state === 'refused' ? task.state : 'ended'
    const on = (task.settledAt ?? clock.now()).toISOString().slice(0, 10)
    return { html: answeredPage({ language, shop, state, on }), isFound: true }
  }
  const answerBy = overdueAt(task, await readSchedule(tx))
    .toISOString()
    .slice(0, 10)
  const about = { language, shop, occasion: task.occasion, reference: task.id, answerBy, secret }
  return { html: noticePage({ ...about, isReasonMissing }), isFound: true }
}
