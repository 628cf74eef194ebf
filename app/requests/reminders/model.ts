/** When staff are reminded of a request. Pure. */
import { daysAfter, type IsoDate } from '../../register/calendar.ts'
import { daysBetween } from '../clock/model.ts'

/** `first` and `second`: the shop's two percents of the time are over. */
const REMINDER_STAGES = ['first', 'second', 'overdue'] as const
export type ReminderStage = (typeof REMINDER_STAGES)[number]

export interface TimeUsed {
  /** The whole time in days, without the days on which it stood still. */
  length: number
  /** Until the last day; negative after it. */
  daysLeft: number
}

interface Times {
  countedFrom: IsoDate
  /** The last day as it is today, and as it would be had the time never stood still. */
  dueOn: IsoDate
  dueWithoutPauses: IsoDate
  today: IsoDate
}

export const timeUsedOf = ({ countedFrom, dueOn, dueWithoutPauses, today }: Times): TimeUsed => ({
  length: Math.max(1, daysBetween(countedFrom, dueWithoutPauses)),
  daysLeft: daysBetween(today, dueOn),
})

type Percents = readonly [number, number]

/** The days that are left at the latest when a stage is reached. */
function daysLeftAt(stage: ReminderStage, length: number, [first, second]: Percents): number {
  if (stage === 'overdue') return -1
  return length - Math.ceil((length * (stage === 'first' ? first : second)) / 100)
}

/** The last stage that is reached; null before the first. Earlier ones are not told any more. */
export const stageAt = ({ length, daysLeft }: TimeUsed, percents: Percents): ReminderStage | null =>
  REMINDER_STAGES.toReversed().find((stage) => daysLeft <= daysLeftAt(stage, length, percents)) ?? null

/** The day on which the next stage is reached, if the time runs on; null after the last. */
export function nextStageOn({ length, daysLeft }: TimeUsed, percents: Percents, today: IsoDate): IsoDate | null {
  const ahead = REMINDER_STAGES.map((stage) => daysLeft - daysLeftAt(stage, length, percents)).filter(
    (days) => days > 0,
  )
  return ahead.length === 0 ? null : daysAfter(today, Math.min(...ahead))
}
