/** Mails to people and staff: templates, sending once, and a log without content (note 047). */
export { type BounceReceived, receiveBounce } from './bounces/receive.ts'
export { isMailConfigured } from './configured.ts'
export { startMailJobs } from './jobs.ts'
export * from './limits.ts'
export {
  type MailValues,
  type MailWording,
  mailTemplate,
  typedWording,
  type WrittenLanguage,
  writtenLanguage,
} from './model.ts'
export { postMail, preparedMail } from './post.ts'
export type { RenderedMail } from './render.ts'
export type { OnAccepted } from './send.ts'
export {
  type FailedMails,
  failedMails,
  findMailCause,
  findMailState,
  forgetMailsOf,
  type LoggedMail,
  lastMailTo,
  readMailLog,
  STAFF_MAILS,
} from './store.ts'
export * from './wording/edit.ts'
export { wordedTexts } from './wording/store.ts'
export * from './words.ts'
