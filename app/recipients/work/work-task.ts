import { clock } from '../../platform/clock.ts'
import { config } from '../../platform/config.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { OutboundRefused, outboundOf, publicOnly, type SendOut } from '../../platform/outbound.ts'
import { CONNECTIONS } from '../connections/index.ts'
import { noticeContent } from '../deliver/content.ts'
import { sendWebhook } from '../deliver/webhook.ts'
import { hasEnded } from '../model.ts'
import type { RecipientJob } from '../queues.ts'
import { openTask } from '../secret.ts'
import { lockTask, type TaskRow } from '../store.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'
import { findWay, readCredentials, readSchedule } from '../ways/store.ts'
import { type ConnectedTool, isConnectedTool } from '../words.ts'
import { mailNotice } from './mail-notice.ts'
import { noteOutcome } from './note-outcome.ts'

const sendOut = outboundOf(publicOnly(config.OUTBOUND_TRUSTED_HOSTS))

type Call = (send: SendOut, now: Date) => Promise<DeliveryOutcome>

/**
 * One try of telling a recipient: everything is read, then the call is made outside of any transaction, then its outcome is
 * noted. Killed in between, the call is made again with the same id, and the receiver knows it.
 *
 * @param send injected by tests, whose receivers are on this machine
 */
export async function workRecipientTask(job: RecipientJob, send: SendOut = sendOut): Promise<void> {
  const now = clock.now()
  const call = await forShop(job.shop, (tx) => prepare(tx, job, now))
  if (!call) return
  const outcome = await attempt(call, send, now)
  await forShop(job.shop, async (tx) => {
    const task = await findTried(tx, job)
    if (task) await noteOutcome(tx, { task, outcome, schedule: await readSchedule(tx), now: clock.now() })
  })
}

/** The task, locked, if this try is still the one that counts. */
async function findTried(tx: ShopTransaction, { taskId, delivery, tries }: RecipientJob): Promise<TaskRow | null> {
  const task = await lockTask(tx, taskId)
  if (!task?.isDelivering || hasEnded(task.state)) return null
  return task.delivery === delivery && task.tries === tries ? task : null
}

/** The call to make; null when there is none: the task has changed, or its mail is in the outbox now. */
async function prepare(tx: ShopTransaction, job: RecipientJob, now: Date): Promise<Call | null> {
  const task = await findTried(tx, job)
  if (!task) return null
  const secret = openTask(tx, task)
  const settle = async (outcome: DeliveryOutcome) => {
    await noteOutcome(tx, { task, outcome, schedule: await readSchedule(tx), now })
    return null
  }
  if (!secret) return settle({ result: 'failed', code: 'forgotten', httpStatus: null })
  if (task.way === 'email') {
    await mailNotice(tx, { task, secret, now })
    return null
  }
  const chosen = await findWay(tx, task.recipientId)
  const [key, ...older] = await readCredentials(tx, task, now)
  if (chosen?.way !== task.way || key === undefined) return settle({ result: 'by_hand', code: 'not_set_up' })
  if (isConnectedTool(task.way)) {
    const work = toolWork(task, task.way)
    if (!work) return settle({ result: 'by_hand', code: 'not_by_api' })
    const { person, corrected } = secret
    return (send, at) => work({ person, corrected, key, lists: chosen.setup.lists, send, now: at })
  }
  const content = await noticeContent(tx, { task, secret })
  const id = `${task.id}.${task.delivery}`
  const { endpoint } = chosen.setup
  return (send, at) => sendWebhook(send, { endpoint, secrets: [key, ...older], id, content }, at)
}

/** What was asked of a tool before is only checked. */
function toolWork({ state, occasion }: TaskRow, tool: ConnectedTool) {
  const { does, checks } = CONNECTIONS[tool]
  return state === 'sent' || state === 'overdue' ? checks[occasion] : does[occasion]
}

async function attempt(call: Call, send: SendOut, now: Date): Promise<DeliveryOutcome> {
  try {
    return await call(send, now)
  } catch (error) {
    if (error instanceof OutboundRefused) return { result: 'failed', code: 'address_not_allowed', httpStatus: null }
    // Whatever the network or an answer that nobody understands says: later.
    return { result: 'try_later', code: 'no_answer', httpStatus: null, askedSeconds: null }
  }
}
