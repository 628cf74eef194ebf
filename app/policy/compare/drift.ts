import { linesOf } from '../render/normalise.ts'
import { type ChangedText, linesBetween } from './changed-words.ts'

export interface Drift {
  drifted: boolean
  /** Line by line; `removed` is what we published, `added` what stands there now. */
  lines: ChangedText[]
}

/** Whether somebody changed a page after we wrote it, and what. Only what a reader would notice counts. */
export function driftBetween(published: string, found: string): Drift {
  const lines = linesBetween(linesOf(published), linesOf(found))
  return { drifted: lines.some(({ change }) => change !== 'same'), lines }
}
