/** Recipients are told of erasures, corrections and restrictions (GDPR Art. 19). */
export {
  actOnTask,
  type NoticeText,
  noticeText,
  type TaskActResult,
  taskAct,
} from './act.ts'
export { recipientAnswer, type ShownNotice, showNotice, takeAnswer } from './confirm/answer.ts'
export { RECIPIENTS_PATH } from './deliver/link.ts'
export { startRecipientJobs } from './jobs.ts'
export { concernedRecipients, recipientsOfPurposes } from './model.ts'
export {
  type RecipientTaskDetail,
  readRecipientTaskDetails,
  readRecipientTasks,
} from './read-tasks.ts'
export { forgetTaskSecrets, type SilentRecipients, silentRecipients, TASK_KEYS, TASK_NOTES } from './store.ts'
export { type RecipientsSummary, recipientsSummary, summaryLines } from './summary.ts'
export { type Telling, tellRecipients } from './tell.ts'
export { typedWay } from './ways/model.ts'
export { type RecipientAndWay, type RecipientsToTell, readRecipientsToTell } from './ways/read.ts'
export { rotateRecipientSecret, saveRecipientSchedule, saveRecipientWay, type WaySaved } from './ways/save.ts'
export { RECIPIENT_CREDENTIALS } from './ways/store.ts'
