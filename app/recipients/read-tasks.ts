import type { ShopTransaction } from '../platform/db.ts'
import { actsOn } from './model.ts'
import { openNote } from './secret.ts'
import { findTasks, type TaskRow, type TasksWanted } from './store.ts'
import { overdueAt } from './timeline/model.ts'
import { readWaysInUse } from './ways/read.ts'
import { readSchedule } from './ways/store.ts'
import type { TaskAct } from './words.ts'

/** A task as pages, answers and proofs show it: no data of the person. */
interface RecipientTaskView
  extends Pick<TaskRow, 'id' | 'occasion' | 'occasionId' | 'recipientId' | 'name' | 'way' | 'state' | 'code'>,
    Pick<TaskRow, 'httpStatus' | 'createdAt' | 'sentAt' | 'settledAt' | 'settledBy' | 'reminders'> {
  /** The recipient's contact. */
  address: string | null
  /** Until when it should have answered, or staff have told it. */
  answerBy: Date
  /** Whether it is still known whom it is about, so that it can be said to the recipient. */
  isKnown: boolean
}

/** With the notes of recipients and staff, which may say anything: for the request's page only. */
export interface RecipientTaskDetail extends RecipientTaskView {
  note: string | null
  /** What staff have to do, as the settings say it. */
  instructions: string
  acts: TaskAct[]
}

function viewOf(task: TaskRow, answerBy: Date): RecipientTaskView {
  const { id, occasion, occasionId, recipientId, name, way, state, code, httpStatus, address } = task
  const { createdAt, sentAt, settledAt, settledBy, reminders } = task
  const isKnown = task.secret !== null
  return {
    ...{ id, occasion, occasionId, recipientId, name, way, state, code, httpStatus, address },
    ...{ createdAt, sentAt, settledAt, settledBy, reminders, answerBy, isKnown },
  }
}

/** Who is told of an occasion, or about a request, and how far it is. */
export async function readRecipientTasks(tx: ShopTransaction, wanted: TasksWanted): Promise<RecipientTaskView[]> {
  const schedule = await readSchedule(tx)
  return (await findTasks(tx, wanted)).map((task) => viewOf(task, overdueAt(task, schedule)))
}

export async function readRecipientTaskDetails(
  tx: ShopTransaction,
  wanted: TasksWanted,
): Promise<RecipientTaskDetail[]> {
  const tasks = await findTasks(tx, wanted)
  if (tasks.length === 0) return []
  const [schedule, ways] = [await readSchedule(tx), await readWaysInUse(tx)]
  return tasks.map((task) => {
    const view = viewOf(task, overdueAt(task, schedule))
    const today = ways.get(task.recipientId)
    return {
      ...view,
      note: task.note && openNote({ shop: tx.shop, id: task.id }, task.note),
      instructions: today?.instructions ?? '',
      acts: actsOn(view.state, today?.way ?? null, view.isKnown),
    }
  })
}
