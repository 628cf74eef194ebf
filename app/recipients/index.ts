/** Recipients are told of erasures, corrections and restrictions (GDPR Art. 19). */
export {
  actOnTask,
  type NoticeText,
  noticeText,
  type TaskActResult,
  type TypedTaskAct,
  taskAct,
} from './act.ts'
export { type RecipientAnswer, recipientAnswer, type ShownNotice, showNotice, takeAnswer } from './confirm/answer.ts'
export { RECIPIENTS_PATH } from './deliver/link.ts'
export { startRecipientJobs } from './jobs.ts'
export { concernedRecipients, type PersonToName, type PlaceOfData } from './model.ts'
export {
  type RecipientTaskDetail,
  type RecipientTaskView,
  readRecipientTaskDetails,
  readRecipientTasks,
} from './read-tasks.ts'
export type { Correction } from './secret.ts'
export { forgetTaskSecrets, TASK_KEYS, TASK_NOTES } from './store.ts'
export { type RecipientsSummary, recipientsSummary, summaryLines } from './summary.ts'
export { type Telling, tellRecipients } from './tell.ts'
export { type TypedWay, typedWay } from './ways/model.ts'
export { type RecipientsToTell, type RecipientToTell, readRecipientsToTell } from './ways/read.ts'
export { rotateRecipientSecret, saveRecipientSchedule, saveRecipientWay, type WaySaved } from './ways/save.ts'
export { RECIPIENT_CREDENTIALS } from './ways/store.ts'
