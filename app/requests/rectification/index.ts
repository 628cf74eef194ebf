/** Rectification: proposed, decided, written at Shopify, and told (GDPR Art. 16, 19; note 053). */
export { readOnceKnown, startReadingHeld } from './begin.ts'
export {
  actOnRectification,
  type RectificationAct,
  type RectificationResult,
  rectificationAct,
} from './decide.ts'
export { startRectificationJobs } from './jobs.ts'
export {
  type ProposedCorrections,
  type ProposedStatement,
  type ProposeResult,
  proposeCorrections,
  proposedCorrections,
  proposedStatement,
  proposeStatement,
  type WrongValue,
} from './propose.ts'
export {
  areCorrectionsRunning,
  type CorrectablePlace,
  readRectification,
  readStatements,
  type ShownCorrection,
  type ShownRectification,
} from './read.ts'
