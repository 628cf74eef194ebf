/** Objections and withdrawals: carried out at once, without staff (GDPR Art. 7(3), 21; note 055). */
export { actOnObjection, type ObjectionAct, type ObjectionActResult, objectionAct } from './acts.ts'
export { beginObjection } from './begin.ts'
export { startObjectionJobs } from './jobs.ts'
export { isObjectionRunning, readShownObjection, type ShownObjection } from './read.ts'
export { settleObjection } from './settle.ts'
