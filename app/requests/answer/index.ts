/** The answer to access and portability: a file, made from what was collected, and handed out for some days. */
export { advanceAtOnce, givesStaleFile, readNextStep } from './at-once.ts'
export { heldInWords } from './held-in-words.ts'
export { startAnswerJobs } from './jobs.ts'
export { noteLookedAt } from './look.ts'
export { type MakeResult, makeAnswer } from './make.ts'
export { AnswerGone, type AnswerStatus, answerPortions, noteDownload, readAnswer, readAnswerPart } from './read.ts'
export { removeAnswers as forgetAnswers } from './store.ts'
export type { NextStep } from './words.ts'
