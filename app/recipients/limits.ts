/** Limits of how recipients are told. */

export const MAX_ENDPOINT = 500
export const MAX_INSTRUCTIONS = 2_000
export const MAX_API_KEY = 200
/** Audiences of one account in which a person is looked for. */
export const MOST_LISTS = 10
/** Why a recipient refuses, or what staff did. */
export const MAX_TASK_NOTE = 1_000
export const MAX_CHANGES = 50
export const MAX_CHANGE = 400
/** Reminders before a recipient is overdue. */
export const REMINDERS = 2
export const MAX_SCHEDULE_DAYS = 80
/** Who the person is and what a recipient wrote are destroyed after this many days, whatever became of the task. */
export const TASK_SECRET_DAYS = 90
/** Both secrets of a webhook count for so long after a rotation. */
export const SECRET_OVERLAP_DAYS = 7
