import { z } from 'zod'
import { type WrittenLanguage, writtenLanguage } from '../mail/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { typeset } from '../platform/typography.ts'
import { findTasks } from './store.ts'
import { RECIPIENT_TEXTS } from './texts.ts'
import { type NoticeOccasion, RECIPIENT_TASK_STATES, type RecipientTaskState } from './words.ts'

const namesByState = z.record(z.enum(RECIPIENT_TASK_STATES), z.array(z.string()))

export interface RecipientsSummary {
  count: number
  /** The recipients' names in each state, in the order in which they were told. */
  names: Record<RecipientTaskState, string[]>
}

/** `occasion`: where there is more than one under this id. Who was told, and what each did: the person may ask for it (GDPR Art. 19, second sentence). */
export async function recipientsSummary(
  tx: ShopTransaction,
  occasionId: string,
  occasion?: NoticeOccasion,
): Promise<RecipientsSummary> {
  const tasks = (await findTasks(tx, { occasionId })).filter((task) => !occasion || task.occasion === occasion)
  const inState = (state: RecipientTaskState) => tasks.filter((task) => task.state === state).map(({ name }) => name)
  const names = Object.fromEntries(RECIPIENT_TASK_STATES.map((state) => [state, inState(state)]))
  return { count: tasks.length, names: namesByState.parse(names) }
}

/** In what order the person reads it: from what is done to what is not. */
const READING_ORDER: readonly RecipientTaskState[] = [
  'confirmed',
  'told_by_platform',
  'done_by_hand',
  'sent',
  'to_send',
  'by_hand',
  'overdue',
  'refused',
  'failed',
]

/** The summary in the person's language, for the answer: a sentence, then a line for each state. Pure. */
export function summaryLines({ count, names }: RecipientsSummary, wanted: string | null): string[] {
  const language: WrittenLanguage = writtenLanguage(wanted)
  const { summary } = RECIPIENT_TEXTS[language]
  if (count === 0) return [typeset(summary.none, language)]
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const lines = READING_ORDER.filter((state) => names[state].length > 0).map((state) =>
    summary[state].replace('{names}', () => list.format(names[state])),
  )
  return [summary.intro, ...lines].map((line) => typeset(line, language))
}
