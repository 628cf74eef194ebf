import { linesOf } from '../render/normalise.ts'
import { type ChangedText, linesBetween } from './changed-words.ts'

export interface Drift {
  drifted: boolean
  /** Line by line: `removed` is what Kept published, `added` what the shop shows now. */
  lines: ChangedText[]
}

/** Whether somebody changed a page after Kept wrote it, and how. Only differences that a reader notices count. */
export function driftBetween(published: string, found: string): Drift {
  const lines = linesBetween(linesOf(published), linesOf(found))
  return { drifted: lines.some(({ change }) => change !== 'same'), lines }
}
