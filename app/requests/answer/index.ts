/** The answer to access and portability: a file, made from what was collected, and handed out for some days. */
export { startAnswerJobs } from './jobs.ts'
export { noteLookedAt } from './look.ts'
export { AnswerGone, answerPortions, noteDownload, readAnswer, readAnswerPart } from './read.ts'
export { removeAnswers as forgetAnswers } from './store.ts'
