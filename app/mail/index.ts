/** Mails to people and staff: templates, sending once, and a log without content (note 047). */
export { type BounceReceived, receiveBounce } from './bounces/receive.ts'
export { isMailConfigured } from './configured.ts'
export { startMailJobs } from './jobs.ts'
export * from './limits.ts'
export {
  MAIL_VALUES,
  type MailValues,
  type MailWording,
  mailTemplate,
  placeholdersOf,
  typedWording,
  type WordingProblem,
  type WrittenLanguage,
  writtenLanguage,
} from './model.ts'
export { type OutgoingMail, type PostedMail, type PreparedMail, postMail, preparedMail } from './post.ts'
export { type MailSender, type RenderedMail, renderMail } from './render.ts'
export { countUndelivered, forgetMailsOf, type LoggedMail, readMailLog, STAFF_MAILS } from './store.ts'
export * from './wording/edit.ts'
export { wordedTexts } from './wording/store.ts'
export * from './words.ts'
